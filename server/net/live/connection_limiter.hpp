#pragma once

#include <chrono>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include "base/token_bucket.hpp"
#include "net/http/http.hpp"
#include "net/live/hub.hpp"

namespace dealbell::net {

// Limits live connections: how many may begin per second, and how many one address may have at a
// time. Any thread.
class ConnectionLimiter {
 public:
  explicit ConnectionLimiter(const LiveLimits& limits)
      : per_address_(limits.per_address),
        pace_(limits.upgrades_per_second, limits.upgrades_at_once) {}

  // Whether one more connection may begin now.
  bool admit(std::chrono::steady_clock::time_point now);

  // Counts as one connection of its address as long as it lives. The limiter must outlive it.
  class ConnectionSlot {
   public:
    ConnectionSlot(ConnectionSlot&& other) noexcept
        : limiter_(std::exchange(other.limiter_, nullptr)) {
      address_.swap(other.address_);
    }
    ConnectionSlot& operator=(ConnectionSlot&&) = delete;
    ~ConnectionSlot() {
      if (limiter_) limiter_->release(address_);
    }

   private:
    friend class ConnectionLimiter;
    ConnectionSlot(ConnectionLimiter& limiter, std::string address)
        : limiter_(&limiter), address_(std::move(address)) {}
    ConnectionLimiter* limiter_;
    std::string address_;
  };
  // nullopt if the address has as many connections as it may.
  std::optional<ConnectionSlot> acquire(const std::string& address);

 private:
  void release(const std::string& address);

  const int per_address_;
  std::mutex mutex_;
  TokenBucket pace_;
  std::unordered_map<std::string, int> connections_;  // by address
};

// The client's IP address: the peer's, or for a proxy on this machine the last one in its
// X-Forwarded-For.
std::string client_address(const Request& head);

}  // namespace dealbell::net
