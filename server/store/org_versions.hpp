#pragma once

#include <optional>
#include <string>

#include "base/result.hpp"
#include "store/database.hpp"
#include "store/ledger.hpp"

namespace dealbell::store {

// Every org document there ever was; the newest holds. The promises are those of Ledger.
class OrgVersions {
 public:
  explicit OrgVersions(Database& database);

  Result<std::optional<OrgVersion>> newest();
  Result<std::int64_t> put(const std::string& document, Instant at,
                           std::optional<std::int64_t> expected);

 private:
  Database& database_;
  Statement newest_;
  Statement insert_;
};

}  // namespace dealbell::store
