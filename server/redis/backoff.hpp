#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <random>

namespace dealbell::redis {

// How long to wait before the next attempt: a random time up to a ceiling that doubles with each
// attempt ("full jitter",
// https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/), so that nodes that
// lost the same server do not reconnect at the same moment. One thread.
class Backoff {
 public:
  Backoff(std::chrono::milliseconds first, std::chrono::milliseconds max, std::uint64_t seed)
      : first_(first), max_(max), ceiling_(first), random_(seed) {}

  std::chrono::milliseconds next() {
    std::uniform_int_distribution<std::chrono::milliseconds::rep> up_to(0, ceiling_.count());
    const std::chrono::milliseconds wait(up_to(random_));
    ceiling_ = std::min(ceiling_ * 2, max_);
    return wait;
  }
  // Call it after a success that lasted.
  void reset() { ceiling_ = first_; }

 private:
  std::chrono::milliseconds first_, max_, ceiling_;
  std::mt19937_64 random_;
};

}  // namespace dealbell::redis
