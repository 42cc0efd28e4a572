#pragma once

#include <numeric>

#include "core/values/rounding.hpp"

namespace dealbell::core {

// A sum of fractions that is rounded only once, at the end: parts of a month and of a quarter have
// different denominators. The least common multiple of the denominators must stay below 2^63; that
// of a calendar's periods (28 to 371 days) in ten-thousandths of a percent is below 2 × 10^18.
class ExactSum {
 public:
  void add(Sum numerator, std::int64_t denominator) {
    whole_ += numerator / denominator;
    const auto common = std::lcm(denominator_, denominator);
    rest_ = rest_ * (common / denominator_) + numerator % denominator * (common / denominator);
    denominator_ = common;
    whole_ += rest_ / denominator_;
    rest_ %= denominator_;
  }
  // Half to even.
  Sum rounded() const {
    const Sum odd = whole_ % 2;  // decides whether a half is rounded up or down
    return whole_ - odd + divide_half_even(odd * denominator_ + rest_, denominator_);
  }

 private:
  Sum whole_ = 0, rest_ = 0;
  std::int64_t denominator_ = 1;
};

}  // namespace dealbell::core
