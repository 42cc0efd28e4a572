#pragma once

#include <algorithm>
#include <chrono>

namespace dealbell {

// Limits how often something happens: `per_second` on average, in bursts of up to `burst`. Starts
// full. Time is an argument and only moves forward. Not thread-safe.
class TokenBucket {
 public:
  using Time = std::chrono::steady_clock::time_point;

  TokenBucket(double per_second, double burst)
      : per_second_(per_second), burst_(burst), tokens_(burst) {}

  // Takes a token; false if there is none.
  bool take(Time now) {
    if (filled_at_ != Time{}) {
      const std::chrono::duration<double> passed = now - filled_at_;
      tokens_ = std::min(burst_, tokens_ + std::max(0.0, passed.count()) * per_second_);
    }
    filled_at_ = now;
    if (tokens_ < 1) return false;
    tokens_ -= 1;
    return true;
  }

 private:
  double per_second_, burst_, tokens_;
  Time filled_at_{};  // the first call finds the bucket full
};

}  // namespace dealbell
