#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace dealbell::core {

// Money without its currency: a whole number of ten-thousandths. ISO 4217 has no currency with more
// than four decimals, so every minor unit of every currency is a whole number here and sums need no
// knowledge of the currency. |amount| ≤ 10^14 units of the currency.
struct Amount {
  std::int64_t e4 = 0;
  friend constexpr auto operator<=>(Amount, Amount) = default;
};

// A sum of many amounts: 10^14 × 10^4 leaves room for 10^20 of the largest.
__extension__ typedef __int128 Sum;

// "12500.00", "-3.5", "7": digits with at most one point, at most four decimals that are not zero.
// No exponent, no grouping, no comma, no sign but a leading minus.
Result<Amount> parse_amount(std::string_view text);

// The exponent of ISO 4217: 2 for EUR, 0 for JPY, 3 for KWD; 2 for a code we do not know.
int currency_decimals(std::string_view currency);

// Exact decimal text with at least `decimals` decimals and more only where they are not zero.
std::string format_amount(Sum e4, int decimals = 2);

}  // namespace dealbell::core
