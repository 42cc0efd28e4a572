#pragma once

#include <algorithm>
#include <chrono>

namespace dealbell {

// A pace with some slack: `per_second` on average, up to `at_once` together. Time is an argument.
class TokenBucket {
 public:
  using Time = std::chrono::steady_clock::time_point;

  TokenBucket(double per_second, double at_once)
      : per_second_(per_second), at_once_(at_once), tokens_(at_once) {}

  // Whether one more is within the pace; counts it if so.
  bool take(Time now) {
    if (filled_at_ != Time{}) {
      const std::chrono::duration<double> passed = now - filled_at_;
      tokens_ = std::min(at_once_, tokens_ + std::max(0.0, passed.count()) * per_second_);
    }
    filled_at_ = now;
    if (tokens_ < 1) return false;
    tokens_ -= 1;
    return true;
  }

 private:
  double per_second_, at_once_, tokens_;
  Time filled_at_{};
};

}  // namespace dealbell
