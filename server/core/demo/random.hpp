#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <span>

namespace dealbell::core {

// The demo's only source of randomness. The standard defines the output of mt19937_64 but not that
// of its distributions, so the distributions are our own: a seed gives the same office on every
// machine.
class DemoRandom {
 public:
  explicit DemoRandom(std::uint64_t seed) : engine_(seed) {}

  // An integer in [low, high]. The bias of the remainder is below 10^-12 for these small ranges.
  std::int64_t between(std::int64_t low, std::int64_t high) {
    const auto width = static_cast<std::uint64_t>(high - low) + 1;
    return low + static_cast<std::int64_t>(engine_() % width);
  }

  // True with a probability of `percent` in a hundred.
  bool chance(int percent) { return between(0, 99) < percent; }

  // A fraction in [0, 1).
  double fraction() { return static_cast<double>(engine_() >> 11) * 0x1p-53; }

  template <class T>
  const T& pick(std::span<const T> items) {
    return items[static_cast<std::size_t>(between(0, static_cast<std::int64_t>(items.size()) - 1))];
  }

  // An index, by weight. At least one weight must be positive.
  std::size_t weighted(std::span<const int> weights) {
    std::int64_t sum = 0;
    for (const int w : weights) sum += w;
    std::int64_t point = between(0, sum - 1);
    for (std::size_t i = 0;; ++i) {
      point -= weights[i];
      if (point < 0) return i;
    }
  }

 private:
  std::mt19937_64 engine_;
};

// A seed for one part of the demo, independent of the other parts (SplitMix64).
constexpr std::uint64_t demo_seed(std::uint64_t seed, std::uint64_t part) {
  std::uint64_t z = seed + (part + 1) * 0x9e3779b97f4a7c15;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

}  // namespace dealbell::core
