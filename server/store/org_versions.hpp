#pragma once

#include <optional>
#include <string>

#include "base/result.hpp"
#include "store/database.hpp"
#include "store/ledger.hpp"

namespace dealbell::store {

// All versions of the org document; the newest is in force. Contracts: see Ledger.
class OrgVersions {
 public:
  explicit OrgVersions(Database& database);

  Result<std::optional<OrgVersion>> newest();
  Result<std::int64_t> put(const std::string& document, Instant at,
                           std::optional<std::int64_t> expected);
  Result<> set(const OrgVersion& org);

 private:
  Database& database_;
  Statement newest_;
  Statement insert_, replace_;
};

}  // namespace dealbell::store
