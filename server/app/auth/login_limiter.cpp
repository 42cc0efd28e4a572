#include "app/auth/login_limiter.hpp"

#include <arpa/inet.h>

#include <array>

#include "base/hex.hpp"

namespace dealbell::app {
namespace {

constexpr double per_second = 10.0 / 60, at_once = 30;

// The bucket only compares times with each other.
TokenBucket::Time bucket_time(Instant now) { return TokenBucket::Time(now.time_since_epoch()); }

}  // namespace

bool LoginLimiter::take(const std::string& address, Instant now) {
  const std::lock_guard lock(mutex_);
  const auto found = by_address_.find(address);
  if (found != by_address_.end()) {
    entries_.splice(entries_.begin(), entries_, found->second);
  } else {
    if (entries_.size() >= addresses_max) {
      by_address_.erase(entries_.back().address);
      entries_.pop_back();
    }
    entries_.push_front({address, TokenBucket(per_second, at_once)});
    by_address_[address] = entries_.begin();
  }
  return entries_.front().bucket.take(bucket_time(now));
}

std::string login_address(const std::string& ip) {
  constexpr std::size_t network_bytes = 8;
  std::array<char, 16> bytes{};
  constexpr std::string_view embedded = "::ffff:";
  if (ip.starts_with(embedded)) return ip.substr(embedded.size());
  if (::inet_pton(AF_INET6, ip.c_str(), bytes.data()) != 1) return ip;
  return to_hex({bytes.data(), network_bytes});
}

}  // namespace dealbell::app
