#include "app/commands/token_store.hpp"

#include "app/auth/credentials.hpp"
#include "app/office/office_change.hpp"
#include "io/clock.hpp"
#include "wire/json_writer.hpp"

namespace dealbell::app {
namespace {

constexpr const char* json_type = "application/json";

// Other nodes get devices from the server only, which knows whether they understand them.
Sharing sharing_of(const store::Ledger& ledger) { return {ledger.shared(), false}; }

}  // namespace

Result<TokenStore> TokenStore::open(const std::string& data, bool create) {
  if (auto server = LocalServer::find(data)) return TokenStore(std::move(*server));
  store::Options options;
  options.create = create;
  auto ledger = store::Ledger::open(data, options);
  if (!ledger) return ledger.error();
  return TokenStore(std::move(*ledger));
}

Result<wire::IssuedToken> TokenStore::create(const std::string& name, core::AccessRole role) {
  if (server_) {
    wire::JsonWriter json;
    json.begin_object().member("name", name).member("role", core::name_of(role)).end_object();
    const auto response =
        server_->request("POST", "/api/v1/tokens", json_type, std::move(json).text());
    if (!response) return response.error();
    return wire::read_issued_token(response->body);
  }
  const auto issued = Credentials({}, {}, io::now()).issue(name, role, io::now(), std::nullopt);
  const auto kept =
      commit_change(*ledger_, change_of(issued.token), io::now(), sharing_of(*ledger_));
  if (!kept) return kept.error();
  return wire::IssuedToken{issued.token.id, issued.secret};
}

Result<wire::TokenList> TokenStore::list() {
  if (server_) {
    const auto response = server_->request("GET", "/api/v1/tokens", "", "");
    if (!response) return response.error();
    return wire::read_token_list(response->body);
  }
  const auto tokens = ledger_->tokens();
  if (!tokens) return tokens.error();
  const auto devices = ledger_->devices();
  if (!devices) return devices.error();
  return Credentials(*tokens, *devices, io::now()).list(io::now());
}

Result<> TokenStore::revoke(const std::string& id) {
  if (server_) {
    // The server ends a token or a device by either address.
    const auto response = server_->request("DELETE", "/api/v1/tokens/" + id, "", "");
    return response ? Result<>{} : response.error();
  }
  const auto token = ledger_->token(id);
  if (!token) return token.error();
  const auto device = ledger_->device(id);
  if (!device) return device.error();
  const bool is_token = *token && (*token)->role != revoked_role;
  if (!is_token && !(*device && !(*device)->revoked))
    return error(Errc::not_found, "there is no token or device with the id \"" + id +
                                      "\"; `token list` shows the ids");
  return commit_change(*ledger_, wire::Revoked{id, {}}, io::now(), sharing_of(*ledger_));
}

}  // namespace dealbell::app
