#include <filesystem>

#include "app/api/endpoints.hpp"
#include "io/clock.hpp"
#include "net/http/problem.hpp"
#include "net/http/static_files.hpp"
#include "wire/answers_json.hpp"

namespace dealbell::app {
namespace {

constexpr std::chrono::days session_lives{30};

std::string session_header(const net::Request& request, const std::string& secret) {
  std::string cookie(session_cookie);
  cookie += "=" + secret + "; Path=/; HttpOnly; SameSite=Strict; Max-Age=" +
            std::to_string(std::chrono::seconds(session_lives).count());
  if (request.header("x-forwarded-proto") == "https") cookie += "; Secure";
  return cookie;
}

}  // namespace

net::Response json_response(std::string json) {
  return net::text_response(200, "application/json", std::move(json));
}

// {"code":"…"} from the printed link, or {"token":"…"}: answers with a session cookie of that role.
Answer post_login(ApiContext& s, const net::Request& request) {
  const auto login = wire::read_login(request.body);
  std::optional<Access::Role> role;
  if (!login.code.empty() && s.access.redeem_code(login.code, io::now()))
    role = Access::Role::admin;
  else if (!login.token.empty())
    role = s.access.role_of(login.token, io::now());
  if (!role)
    co_return net::problem(error(Errc::unauthorized, "that code or token is not valid (any more)"));

  const auto now = io::now();
  const auto issued =
      s.access.issue("browser session", *role == Access::Role::admin ? "admin" : "viewer", now,
                     now + session_lives);
  const auto kept = co_await s.office.put_token(issued.token);
  if (!kept) co_return net::problem(kept.error());
  if (s.sharing) s.sharing->wake();
  net::Response response;
  response.status = 204;
  response.headers = {{"Set-Cookie", session_header(request, issued.secret)},
                      {"Cache-Control", "no-store"}};
  co_return response;
}

Answer get_health(ApiContext&, const net::Request&) {
  co_return net::text_response(200, "text/plain", "ok\n");
}

// The server listens only once its log is folded, and a disk that fails stops it. What is left to
// ask is whether we are going, whether there is room for the next events, and whether we are where
// the other nodes are.
Answer get_ready(ApiContext& s, const net::Request&) {
  if (s.draining) co_return net::http_problem(503, "draining", "the server is stopping");
  constexpr std::uintmax_t room_min = 8u << 20;
  std::error_code ec;
  const auto space = std::filesystem::space(s.data_dir, ec);
  if (ec || space.available < room_min)
    co_return net::problem(error(Errc::cannot_store, "the disk is full"));
  if (s.sharing && !ready(s.sharing->log()))
    co_return net::http_problem(503, "catching_up", "the shared log is being read");
  co_return net::text_response(200, "text/plain", "ready\n");
}

Answer serve_page(ApiContext& s, const char* file, const net::Request& request) {
  co_return net::static_file(s.web_dir, file, request);
}

}  // namespace dealbell::app
