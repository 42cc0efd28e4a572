#include "app/api/login.hpp"

#include "io/clock.hpp"
#include "wire/answers_json.hpp"

namespace dealbell::app {
namespace {

constexpr std::chrono::days session_lifetime{30};

std::string session_header(const net::Request& request, const std::string& secret) {
  std::string cookie(session_cookie);
  cookie += "=" + secret + "; Path=/; HttpOnly; SameSite=Strict; Max-Age=" +
            std::to_string(std::chrono::seconds(session_lifetime).count());
  if (request.header("x-forwarded-proto") == "https") cookie += "; Secure";
  return cookie;
}

std::optional<Access::Role> role_of(Access& access, const wire::Login& login, Instant now) {
  if (!login.code.empty() && access.redeem_code(login.code, now)) return Access::Role::admin;
  if (!login.token.empty()) return access.role_of(login.token, now);
  return std::nullopt;
}

}  // namespace

Answer post_login(ApiContext& api, const net::Request& request) {
  const auto now = io::now();
  const auto role = role_of(api.access, wire::read_login(request.body), now);
  if (!role)
    co_return net::problem(
        error(Errc::unauthorized, "this code or token is not valid, or no longer valid"));
  const auto issued =
      api.access.issue("browser session", *role == Access::Role::admin ? "admin" : "viewer", now,
                       now + session_lifetime);
  const auto kept = co_await api.office.put_token(issued.token);
  if (!kept) co_return net::problem(kept.error());
  if (api.cluster) api.cluster->wake();
  net::Response response;
  response.status = 204;
  response.headers = {{"Set-Cookie", session_header(request, issued.secret)},
                      {"Cache-Control", "no-store"}};
  co_return response;
}

}  // namespace dealbell::app
