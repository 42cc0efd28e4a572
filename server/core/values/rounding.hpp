#pragma once

#include "core/values/amount.hpp"

namespace dealbell::core {

// numerator / denominator, rounded half to even. The denominator must be positive.
constexpr Sum divide_half_even(Sum numerator, Sum denominator) {
  Sum quotient = numerator / denominator;
  const Sum rest = numerator % denominator;
  const Sum twice = 2 * (rest < 0 ? -rest : rest);
  if (twice > denominator || (twice == denominator && quotient % 2 != 0))
    quotient += rest < 0 ? -1 : 1;
  return quotient;
}

}  // namespace dealbell::core
