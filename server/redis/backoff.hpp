#pragma once

#include <chrono>
#include <cstdint>
#include <random>

namespace dealbell::redis {

// How long to wait before the next try: anything up to a ceiling that doubles each time ("full
// jitter", https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/), so that
// nodes that lost one server together do not come back together. One thread.
class Backoff {
 public:
  Backoff(std::chrono::milliseconds first, std::chrono::milliseconds longest, std::uint64_t seed)
      : first_(first), longest_(longest), ceiling_(first), random_(seed) {}

  std::chrono::milliseconds next() {
    std::uniform_int_distribution<std::chrono::milliseconds::rep> up_to(0, ceiling_.count());
    const std::chrono::milliseconds wait(up_to(random_));
    ceiling_ = std::min(ceiling_ * 2, longest_);
    return wait;
  }
  // It went well for long enough.
  void reset() { ceiling_ = first_; }

 private:
  std::chrono::milliseconds first_, longest_, ceiling_;
  std::mt19937_64 random_;
};

}  // namespace dealbell::redis
