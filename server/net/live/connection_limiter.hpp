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

// Who may become a live connection: so many a second altogether, and so many of one address at a
// time. Any thread.
class ConnectionLimiter {
 public:
  explicit ConnectionLimiter(const LiveLimits& limits)
      : per_address_(limits.per_address),
        pace_(limits.upgrades_per_second, limits.upgrades_at_once) {}

  // Whether one more may come in just now; false: come back in a moment.
  bool admit(std::chrono::steady_clock::time_point now);

  // One of the places of an address, for as long as it lives. The doorkeeper outlives it.
  class ConnectionSlot {
   public:
    ConnectionSlot(ConnectionSlot&& other) noexcept
        : keeper_(std::exchange(other.keeper_, nullptr)) {
      address_.swap(other.address_);
    }
    ConnectionSlot& operator=(ConnectionSlot&&) = delete;
    ~ConnectionSlot() {
      if (keeper_) keeper_->leave(address_);
    }

   private:
    friend class ConnectionLimiter;
    ConnectionSlot(ConnectionLimiter& keeper, std::string address)
        : keeper_(&keeper), address_(std::move(address)) {}
    ConnectionLimiter* keeper_;
    std::string address_;
  };
  // Nothing when the address has all its places.
  std::optional<ConnectionSlot> seat(const std::string& address);

 private:
  void leave(const std::string& address);

  const int per_address_;
  std::mutex mutex_;
  TokenBucket pace_;
  std::unordered_map<std::string, int> seated_;  // no more than there are connections
};

// The client's address: the peer's, or behind a proxy on this machine the last one that proxy wrote
// into X-Forwarded-For.
std::string client_address(const Request& head);

}  // namespace dealbell::net
