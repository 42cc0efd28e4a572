#include "app/auth/access.hpp"

#include "app/auth/session_cookie.hpp"
#include "app/office/office_change.hpp"
#include "net/live/connection_limiter.hpp"

namespace dealbell::app {
namespace {

using core::AccessRole;

bool reads_only(net::Method method) {
  return method == net::Method::get || method == net::Method::head ||
         method == net::Method::options;
}

// Whether a page of this server sent the request. Programs outside a browser send no Origin.
bool same_origin(const net::Request& request) {
  const auto origin = request.header("origin");
  const auto host = request.header("host");
  if (!origin || !host) return false;
  const auto rest = origin->substr(std::min(origin->size(), origin->find("://")));
  return rest.size() > 3 && rest.substr(3) == *host;
}

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
  constexpr std::string_view bearer = "Bearer ";
  if (const auto header = request.header("authorization")) {
    if (!header->starts_with(bearer)) return std::nullopt;
    return Presented{header->substr(bearer.size()), false};
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
               bool open_reading, StoreRenewal store_renewal, Instant now)
    : credentials_(tokens, devices, now),
      store_renewal_(std::move(store_renewal)),
      open_reading_(open_reading) {}

void Access::apply(const wire::OfficeChange& change, Instant now) {
  if (const auto* t = std::get_if<wire::TokenChange>(&change))
    credentials_.put({t->id, t->name, t->role, t->hash, t->created_at, t->expires_at}, now);
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
  if (sent->by_cookie && !reading && !same_origin(request))
    return error(Errc::forbidden, "with a session cookie the Origin must be this server");
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
  if (request.header("origin") && !same_origin(request))
    return error(Errc::forbidden, "pages of other origins may not open a live connection");
  // Browsers send the Origin with every upgrade, but not with a plain GET to the page's own server,
  // which is what an event stream is. That one is protected by SameSite and by the absence of CORS
  // headers in the answer.
  const auto sent = presented(request);
  if (request.header("upgrade") && sent && sent->by_cookie && !same_origin(request))
    return error(Errc::forbidden, "with a session cookie the Origin must be this server");
  return {};
}

// A page of another site could log a visitor in as somebody else. Its form cannot send JSON without
// our consent, but an old browser might send no Origin with it.
Result<Credentials::OpenedDevice> Access::log_in(const net::Request& request,
                                                 const wire::Login& login, Instant now) {
  const bool cross_site = request.header("sec-fetch-site") == "cross-site";
  if (cross_site || (request.header("origin") && !same_origin(request)))
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
