#pragma once

#include <atomic>

#include "base/time.hpp"

namespace dealbell::net {

// Until when whatever somebody opened may stay open. The owner of the right to it may move the end
// at any time, to the past as well; live connections look at it several times a second. Any thread.
class Permit {
 public:
  explicit Permit(Instant end) : end_ms_(to_ms(end)) {}

  bool valid(Instant now) const { return to_ms(now) < end_ms_.load(std::memory_order_relaxed); }
  void set_end(Instant end) { end_ms_.store(to_ms(end), std::memory_order_relaxed); }

 private:
  std::atomic<std::int64_t> end_ms_;
};

// For what ends only when it is revoked.
inline constexpr Instant no_end = Instant::max();

}  // namespace dealbell::net
