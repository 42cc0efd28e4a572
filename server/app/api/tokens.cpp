#include "app/api/tokens.hpp"

#include "app/api/json_response.hpp"
#include "app/api/params.hpp"
#include "app/office/office_change.hpp"
#include "base/log.hpp"
#include "io/clock.hpp"
#include "net/live/connection_limiter.hpp"
#include "wire/token_json.hpp"

namespace dealbell::app {
namespace {

wire::Author author_of(ApiContext& api, const net::Request& request) {
  const auto identity = api.access.identify(request, io::now());
  return {identity ? identity->token : "", net::client_address(request)};
}

// Only what this version enforces: nobody may believe that a token can do less than it can.
Result<> check_new_token(const wire::NewToken& token, Instant now) {
  if (token.role != core::AccessRole::admin && token.role != core::AccessRole::viewer)
    return error(Errc::bad_value,
                 "this version knows what admin and viewer may do, not yet " +
                     std::string(core::name_of(token.role)),
                 "/role");
  if (token.scope != core::AccessScope{})
    return error(Errc::bad_value, "this version cannot limit a token to a scope yet", "/scope");
  if (token.name == session_name)
    return error(Errc::bad_value, "this name is taken by the logins of version 0.1", "/name");
  if (token.expires_at && *token.expires_at <= now)
    return error(Errc::bad_value, "the token would have expired already", "/expires_at");
  return {};
}

}  // namespace

Answer get_tokens(ApiContext& api, const net::Request& request) {
  const auto identity = api.access.identify(request, io::now());
  auto list = api.access.credentials().list(io::now());
  const auto mark_current = [&](std::vector<wire::ListedDevice>& devices) {
    for (auto& device : devices) device.current = identity && device.id == identity->device;
  };
  for (auto& token : list.tokens) mark_current(token.devices);
  mark_current(list.devices);
  auto response = json_response(wire::write_token_list(list));
  response.headers.emplace_back("Cache-Control", "no-store");
  co_return response;
}

Answer post_token(ApiContext& api, const net::Request& request) {
  const auto wanted = wire::read_new_token(request.body);
  if (!wanted) co_return net::problem(wanted.error());
  const auto now = io::now();
  if (auto valid = check_new_token(*wanted, now); !valid) co_return net::problem(valid.error());
  auto& credentials = api.access.credentials();
  if (credentials.full(now))
    co_return net::problem(
        error(Errc::conflict, "there are 1,000 tokens already: revoke those that are not needed"));
  const auto issued = credentials.issue(wanted->name, wanted->role, now, wanted->expires_at);
  wire::OfficeChange change = change_of(issued.token, author_of(api, request));
  const auto kept = co_await api.office.commit(std::move(change));
  if (!kept) {
    credentials.revoke(issued.token.id);
    co_return net::problem(kept.error());
  }
  log_info("token " + issued.token.id + " (" + issued.token.role + ") was created");
  wire::JsonWriter json;
  json.begin_object().member("id", issued.token.id).member("token", issued.secret).end_object();
  auto response = json_response(std::move(json));
  response.status = 201;
  response.headers.emplace_back("Cache-Control", "no-store");
  co_return response;
}

Answer delete_token(ApiContext& api, const net::Request& request) {
  const auto& id = path_param(request, "id");
  wire::OfficeChange change = wire::Revoked{id, author_of(api, request)};
  if (!api.access.credentials().revoke(id))
    co_return net::problem(error(Errc::not_found, "there is no token or device with the id \"" +
                                                      id + "\"; `token list` shows the ids"));
  log_info(id + " was revoked");
  const auto kept = co_await api.office.commit(std::move(change));
  if (!kept) co_return net::problem(kept.error());
  // If that was the one of the data directory, the machine's owner gets another.
  if (const auto admin = co_await api.admin_token(); !admin)
    log_error("there is no admin token: " + admin.error().message);
  net::Response response;
  response.status = 204;
  co_return response;
}

Answer post_admin_link(ApiContext& api, const net::Request&) {
  const auto admin = co_await api.admin_token();
  if (!admin) co_return net::problem(admin.error());
  const auto now = io::now();
  const auto code = api.access.login_codes().create(*admin, now);
  wire::JsonWriter json;
  json.begin_object().member("url", api.login_url(code));
  json.member("expires_at", to_ms(now + login_code_lifetime)).end_object();
  auto response = json_response(std::move(json));
  response.headers.emplace_back("Cache-Control", "no-store");
  co_return response;
}

}  // namespace dealbell::app
