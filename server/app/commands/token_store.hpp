#pragma once

#include <optional>
#include <string>

#include "app/commands/local_server.hpp"
#include "core/access/role.hpp"
#include "store/ledger.hpp"
#include "wire/token_json.hpp"

namespace dealbell::app {

// The tokens of a data directory, for commands: through the server that runs on it, which ends at
// once what a revoked token has opened, or in the ledger if none does.
class TokenStore {
 public:
  // `create` makes the ledger if there is none and no server runs.
  static Result<TokenStore> open(const std::string& data, bool create);

  Result<wire::IssuedToken> create(const std::string& name, core::AccessRole role);
  Result<wire::TokenList> list();
  // Of a token or a device; Errc::not_found.
  Result<> revoke(const std::string& id);

 private:
  explicit TokenStore(LocalServer server) : server_(std::move(server)) {}
  explicit TokenStore(store::Ledger ledger) : ledger_(std::move(ledger)) {}

  std::optional<LocalServer> server_;
  std::optional<store::Ledger> ledger_;  // exactly one of the two
};

}  // namespace dealbell::app
