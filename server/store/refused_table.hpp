#pragma once

#include <vector>

#include "base/result.hpp"
#include "store/database.hpp"
#include "store/ledger.hpp"

namespace dealbell::store {

// Requests that were refused unauthenticated or unread; the newest are kept. Contracts: see Ledger.
class RefusedTable {
 public:
  explicit RefusedTable(Database& database);

  Result<> put(const Refused& refused);
  Result<std::vector<Refused>> page(std::int64_t before_id, std::int64_t limit);

 private:
  Database& database_;
  Statement insert_;
  Statement drop_old_;
  Statement page_;
};

}  // namespace dealbell::store
