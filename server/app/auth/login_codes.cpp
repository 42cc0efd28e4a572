#include "app/auth/login_codes.hpp"

#include <algorithm>

#include "ops/secret.hpp"

namespace dealbell::app {
namespace {

constexpr std::size_t codes_max = 16;  // one is printed per start; more are made only by hand

}  // namespace

std::string LoginCodes::create(std::string token, Instant now) {
  auto code = ops::random_code();
  const std::lock_guard lock(mutex_);
  std::erase_if(codes_, [&](const auto& entry) { return entry.second.until <= now; });
  if (codes_.size() >= codes_max)
    codes_.erase(std::min_element(codes_.begin(), codes_.end(), [](const auto& a, const auto& b) {
      return a.second.until < b.second.until;
    }));
  codes_[ops::hash_secret(code)] = {std::move(token), now + login_code_lifetime};
  return code;
}

std::optional<std::string> LoginCodes::redeem(std::string_view code, Instant now) {
  const std::lock_guard lock(mutex_);
  const auto found = codes_.find(ops::hash_secret(code));
  if (found == codes_.end()) return std::nullopt;
  const auto [token, until] = std::move(found->second);
  codes_.erase(found);
  if (until <= now) return std::nullopt;
  return token;
}

}  // namespace dealbell::app
