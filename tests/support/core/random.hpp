#pragma once

#include <random>
#include <vector>

namespace dealbell::test {

// Random numbers from a seed, which failing tests print.
struct Random {
  std::mt19937_64 engine;

  explicit Random(std::uint64_t seed) : engine(seed) {}
  std::size_t below(std::size_t n) { return engine() % n; }
  template <class T>
  const T& pick(const std::vector<T>& list) {
    return list[below(list.size())];
  }
  bool chance(int percent) { return below(100) < static_cast<std::size_t>(percent); }
};

}  // namespace dealbell::test
