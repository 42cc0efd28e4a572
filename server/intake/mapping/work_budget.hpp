#pragma once

#include <cstddef>
#include <cstdint>

namespace dealbell::intake {

// Limits the cost of mapping one delivery, counted in values visited and bytes of text read or
// made. The cost grows with the body times the rules; this bounds the product. A hundred HubSpot
// changes cost about 100,000.
class WorkBudget {
 public:
  static constexpr std::uint64_t most = 64'000'000;  // a quarter of a second

  void add(std::size_t units) { done_ += units; }
  bool exceeded() const { return done_ > most; }

 private:
  std::uint64_t done_ = 0;
};

}  // namespace dealbell::intake
