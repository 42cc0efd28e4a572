#include "net/live/connection_limiter.hpp"

namespace dealbell::net {
namespace {

bool is_loopback(std::string_view address) {
  return address == "::1" || address.starts_with("127.") || address.starts_with("::ffff:127.");
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

}  // namespace

bool ConnectionLimiter::admit(std::chrono::steady_clock::time_point now) {
  const std::lock_guard lock(mutex_);
  return pace_.take(now);
}

std::optional<ConnectionLimiter::ConnectionSlot> ConnectionLimiter::acquire(
    const std::string& address) {
  const std::lock_guard lock(mutex_);
  auto& count = connections_[address];
  if (count >= per_address_) return std::nullopt;
  ++count;
  return ConnectionSlot(*this, address);
}

void ConnectionLimiter::release(const std::string& address) {
  const std::lock_guard lock(mutex_);
  const auto found = connections_.find(address);
  if (found != connections_.end() && --found->second == 0) connections_.erase(found);
}

std::string client_address(const Request& head) {
  const auto forwarded = head.header("x-forwarded-for");
  if (!forwarded || !is_loopback(head.remote)) return head.remote;
  const auto comma = forwarded->rfind(',');
  return std::string(trimmed(comma == forwarded->npos ? *forwarded : forwarded->substr(comma + 1)));
}

}  // namespace dealbell::net
