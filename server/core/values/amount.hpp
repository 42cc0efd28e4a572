#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace dealbell::core {

// Money without its currency: a whole number of ten-thousandths. No currency of ISO 4217 has more
// than four decimals, so every minor unit is a whole number here and amounts can be added without
// knowing the currency. |amount| ≤ 10^14 units of the currency.
struct Amount {
  std::int64_t e4 = 0;
  friend constexpr auto operator<=>(Amount, Amount) = default;
};

// A sum of many amounts: 128 bits have room for 10^20 of the largest.
__extension__ typedef __int128 Sum;

// Reads "12500.00", "-3.5" or "7": digits, at most one decimal point, at most four decimals
// (further zeros are ignored), an optional leading minus. Errc::bad_value for anything else: an
// exponent, grouping, a comma, a plus sign.
Result<Amount> parse_amount(std::string_view text);

// Decimals of the currency by ISO 4217: 2 for EUR, 0 for JPY, 3 for KWD; 2 for an unknown code.
int currency_decimals(std::string_view currency);

// Exact decimal text with at least `decimals` decimals, and more only if they are not zero.
std::string format_amount(Sum e4, int decimals = 2);

}  // namespace dealbell::core
