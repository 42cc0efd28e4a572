#include "app/auth/access.hpp"

#include "app/office/office_change.hpp"
#include "io/clock.hpp"
#include "ops/secret.hpp"

namespace dealbell::app {
namespace {

constexpr std::chrono::minutes code_lifetime{10};
constexpr std::size_t codes_max = 16;  // one is printed per start; more are made only by hand

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

// Payloads as senders sent them: they may say more about people than a screen needs.
bool is_for_admins(std::string_view path) {
  return path.starts_with("/api/v1/rejected") || path.starts_with("/api/v1/refused") ||
         path.starts_with("/api/v1/deliveries");
}

}  // namespace

Access::Access(const std::vector<store::Token>& tokens, bool open_reading)
    : open_reading_(open_reading) {
  for (const auto& token : tokens)
    if (token.role != revoked_role) by_hash_[token.hash] = token;
}

void Access::apply(const wire::OfficeChange& change) {
  const std::lock_guard lock(mutex_);
  if (const auto* t = std::get_if<wire::TokenChange>(&change))
    by_hash_[t->hash] = {t->id, t->name, t->role, t->hash, t->created_at, t->expires_at};
  if (const auto* revoked = std::get_if<wire::TokenRevoked>(&change))
    std::erase_if(by_hash_, [&](const auto& entry) { return entry.second.id == revoked->id; });
}

std::optional<Access::Role> Access::role_of(std::string_view secret, Instant now) const {
  const auto hash = ops::hash_secret(secret);
  const std::lock_guard lock(mutex_);
  // Looked up by hash: the time that takes reveals nothing about the secret.
  const auto found = by_hash_.find(hash);
  if (found == by_hash_.end()) return std::nullopt;
  if (found->second.expires_at && *found->second.expires_at <= now) return std::nullopt;
  return found->second.role == "admin" ? Role::admin : Role::viewer;
}

Access::Caller Access::caller_of(const net::Request& request) const {
  constexpr std::string_view bearer = "Bearer ";
  if (const auto header = request.header("authorization")) {
    if (!header->starts_with(bearer)) return {};
    return {role_of(header->substr(bearer.size()), io::now()), false};
  }
  if (const auto cookie = request.cookie(session_cookie))
    return {role_of(*cookie, io::now()), true};
  return {};
}

Result<> Access::check(const net::Request& request) const {
  const auto [role, by_cookie] = caller_of(request);
  const bool reading = reads_only(request.method);
  if (!role) {
    if (open_reading_ && reading) return {};
    return error(Errc::unauthorized,
                 "send a token as \"Authorization: Bearer …\", or log in at /login");
  }
  if (by_cookie && !reading && !same_origin(request))
    return error(Errc::forbidden, "with a session cookie the Origin must be this server");
  if (*role == Role::viewer && is_for_admins(request.path))
    return error(Errc::forbidden, "only admins may read payloads of senders");
  if (*role == Role::viewer && !reading) return error(Errc::forbidden, "this token may only read");
  return {};
}

Result<> Access::check_live(const net::Request& request) const {
  if (request.header("origin") && !same_origin(request))
    return error(Errc::forbidden, "pages of other origins may not open a live connection");
  // Browsers send the Origin with every upgrade, but not with a plain GET to the page's own server,
  // which is what an event stream is. That one is protected by SameSite and by the absence of CORS
  // headers in the answer.
  if (request.header("upgrade") && caller_of(request).by_cookie && !same_origin(request))
    return error(Errc::forbidden, "with a session cookie the Origin must be this server");
  return {};
}

Access::Issued Access::issue(std::string name, std::string_view role, Instant now,
                             std::optional<Instant> expires) {
  Issued issued;
  issued.secret = ops::random_secret();
  issued.token = {ops::random_code(),
                  std::move(name),
                  std::string(role),
                  ops::hash_secret(issued.secret),
                  now,
                  expires};
  const std::lock_guard lock(mutex_);
  by_hash_[issued.token.hash] = issued.token;
  return issued;
}

std::string Access::new_login_code(Instant now) {
  const auto code = ops::random_code();
  const std::lock_guard lock(mutex_);
  std::erase_if(codes_, [&](const auto& entry) { return entry.second <= now; });
  if (codes_.size() >= codes_max) codes_.erase(codes_.begin());
  codes_[ops::hash_secret(code)] = now + code_lifetime;
  return code;
}

bool Access::redeem_code(std::string_view code, Instant now) {
  const std::lock_guard lock(mutex_);
  const auto found = codes_.find(ops::hash_secret(code));
  if (found == codes_.end()) return false;
  const bool valid = found->second > now;
  codes_.erase(found);
  return valid;
}

}  // namespace dealbell::app
