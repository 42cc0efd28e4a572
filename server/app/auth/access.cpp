#include "app/auth/access.hpp"

#include <algorithm>

#include "app/auth/session_cookie.hpp"
#include "app/office/office_change.hpp"
#include "base/ascii.hpp"
#include "net/http/origin.hpp"
#include "net/live/connection_limiter.hpp"

namespace dealbell::app {
namespace {

using core::AccessRole;

bool reads_only(net::Method method) {
  return method == net::Method::get || method == net::Method::head ||
         method == net::Method::options;
}

// The token of "Bearer TOKEN"; the name of the scheme has no case (RFC 9110 §11.1).
std::optional<std::string_view> bearer_token(std::string_view header) {
  const auto space = header.find(' ');
  if (space == header.npos || ascii_lower(header.substr(0, space)) != "bearer") return std::nullopt;
  header.remove_prefix(std::min(header.size(), header.find_first_not_of(' ', space)));
  return header;
}

constexpr const char* foreign_origin =
    "with a session cookie the Origin must be this server; behind a proxy, set public_url to the "
    "address that browsers use";

// Payloads as senders sent them may say more about people than a screen needs; who has which token
// is nobody else's business.
bool is_for_admins(std::string_view path) {
  return path.starts_with("/api/v1/rejected") || path.starts_with("/api/v1/refused") ||
         path.starts_with("/api/v1/deliveries") || path.starts_with("/api/v1/tokens") ||
         path.starts_with("/api/v1/devices");
}

// The secret of a request, and whether a browser attached it by itself.
struct Presented {
  std::string_view secret;
  bool by_cookie = false;
};
std::optional<Presented> presented(const net::Request& request) {
  if (const auto header = request.header("authorization")) {
    const auto token = bearer_token(*header);
    return token ? std::optional(Presented{*token, false}) : std::nullopt;
  }
  if (const auto cookie = request.cookie(session_cookie)) return Presented{*cookie, true};
  return std::nullopt;
}

// What the browser calls itself, for the list of devices.
std::string agent_of(const net::Request& request) {
  constexpr std::size_t bytes_max = 200;
  std::string agent(request.header("user-agent").value_or("").substr(0, bytes_max));
  for (char& c : agent)
    if (c < ' ' || c > '~') c = '?';
  return agent;
}

}  // namespace

Access::Access(const std::vector<store::Token>& tokens, const std::vector<store::Device>& devices,
               bool open_reading, std::string public_url, StoreRenewal store_renewal, Instant now)
    : credentials_(tokens, devices, now),
      store_renewal_(std::move(store_renewal)),
      open_reading_(open_reading),
      public_url_(std::move(public_url)) {}

// Whether a page of this server sent the request. Programs outside a browser send no Origin.
bool Access::has_own_origin(const net::Request& request) const {
  return net::has_own_origin(request, public_url_);
}

void Access::apply(const wire::OfficeChange& change, Instant now) {
  if (const auto* t = std::get_if<wire::TokenChange>(&change)) {
    if (const auto session = session_in(*t))
      credentials_.put(device_of(*session), now);
    else
      credentials_.put({t->id, t->name, t->role, t->hash, t->created_at, t->expires_at}, now);
  }
  if (const auto* device = std::get_if<wire::DeviceChange>(&change))
    credentials_.put(device_of(*device), now);
  if (const auto* revoked = std::get_if<wire::Revoked>(&change)) credentials_.revoke(revoked->id);
}

std::optional<Credentials::Identity> Access::identify(const net::Request& request, Instant now) {
  const auto sent = presented(request);
  return sent ? credentials_.identify(sent->secret, now) : std::nullopt;
}

Result<net::Admission> Access::check(const net::Request& request, Instant now) {
  const auto sent = presented(request);
  const auto identity = sent ? credentials_.identify(sent->secret, now) : std::nullopt;
  const bool reading = reads_only(request.method);
  if (!identity) {
    if (open_reading_ && reading) return net::Admission{};
    return error(Errc::unauthorized,
                 "send a token as \"Authorization: Bearer …\", or log in at /login");
  }
  net::Admission admission{identity->permit, {}};
  if (identity->renewed) {
    store_renewal_(*identity->renewed);
    if (sent->by_cookie) admission.set_cookie = set_session_cookie(sent->secret, request);
  }
  if (sent->by_cookie && !reading && !has_own_origin(request))
    return error(Errc::forbidden, foreign_origin);
  if (identity->role == AccessRole::admin) return admission;
  // What other roles may do is not known to this program.
  if (identity->role != AccessRole::viewer)
    return error(Errc::forbidden, "this version gives no rights to the role of this token");
  if (is_for_admins(request.path))
    return error(Errc::forbidden,
                 "only admins may read payloads of senders, and the list of tokens");
  if (!reading) return error(Errc::forbidden, "this token may only read");
  return admission;
}

Result<> Access::check_live(const net::Request& request) const {
  if (request.header("origin") && !has_own_origin(request))
    return error(Errc::forbidden, "pages of other origins may not open a live connection");
  // Browsers send the Origin with every upgrade, but not with a plain GET to the page's own server,
  // which is what an event stream is. That one is protected by SameSite and by the absence of CORS
  // headers in the answer.
  const auto sent = presented(request);
  if (request.header("upgrade") && sent && sent->by_cookie && !has_own_origin(request))
    return error(Errc::forbidden, foreign_origin);
  return {};
}

// A page of another site could log a visitor in as somebody else. Browsers that send Sec-Fetch-Site
// know best which site a page is of, whatever a proxy does to the Host header.
Result<Credentials::OpenedDevice> Access::log_in(const net::Request& request,
                                                 const wire::Login& login, Instant now) {
  const auto site = request.header("sec-fetch-site");
  const bool foreign =
      site ? *site != "same-origin" && *site != "none" : request.header("origin").has_value();
  if (foreign && !has_own_origin(request))
    return error(Errc::forbidden, "pages of other origins may not log in");
  const auto address = net::client_address(request);
  const bool limited = !login_limiter_.take(login_address(address), now);
  std::string token;
  auto role = AccessRole::none;
  if (!login.code.empty()) {
    token = login_codes_.redeem(login.code, now).value_or("");
    role = AccessRole::admin;
  } else if (const auto identity = credentials_.identify(login.token, now);
             identity && identity->device.empty()) {
    token = identity->token;
    role = identity->role;
  }
  // Codes and tokens are too long to be guessed at any rate, so an admin is never kept out by
  // others behind the same address.
  if (limited && (token.empty() || role != AccessRole::admin))
    return error(Errc::too_many, "too many logins from this address: try again in a minute");
  if (token.empty())
    return error(Errc::unauthorized, "this code or token is not valid, or no longer valid");
  return credentials_.open_device(token, agent_of(request), address, now);
}

}  // namespace dealbell::app
