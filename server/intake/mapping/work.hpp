#pragma once

#include <cstddef>
#include <cstdint>

namespace dealbell::intake {

// What mapping one delivery may cost: values looked at and bytes of text read or made. It grows
// with the body times the rules, and this keeps their product bounded. A hundred HubSpot changes
// take some 100,000.
class WorkBudget {
 public:
  static constexpr std::uint64_t most = 64'000'000;  // a quarter of a second

  void add(std::size_t units) { done_ += units; }
  bool too_much() const { return done_ > most; }

 private:
  std::uint64_t done_ = 0;
};

}  // namespace dealbell::intake
