#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "store/database.hpp"
#include "store/ledger.hpp"

namespace dealbell::store {

// The browsers and TVs that are logged in. Contracts: see Ledger.
class DeviceTable {
 public:
  explicit DeviceTable(Database& database);

  Result<> put(const Device& device, Instant now);
  Result<std::vector<Device>> all();
  Result<std::optional<Device>> one(const std::string& id);
  Result<bool> remove(const std::string& id);
  Result<> remove_of(const std::string& token);

 private:
  Database& database_;
  Statement drop_expired_;
  Statement drop_old_revoked_;
  Statement put_;
  Statement all_;
  Statement one_;
  Statement remove_;
  Statement remove_of_;
};

}  // namespace dealbell::store
