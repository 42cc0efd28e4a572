#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "store/database.hpp"
#include "store/ledger.hpp"

namespace dealbell::store {

// Access tokens. Contracts: see Ledger.
class TokenTable {
 public:
  explicit TokenTable(Database& database);

  Result<> put(const Token& token);
  Result<std::vector<Token>> all();
  Result<std::optional<Token>> one(const std::string& id);
  Result<bool> remove(const std::string& id);

 private:
  Database& database_;
  Statement count_others_;
  Statement drop_old_revoked_;
  Statement put_;
  Statement all_;
  Statement one_;
  Statement remove_;
};

}  // namespace dealbell::store
