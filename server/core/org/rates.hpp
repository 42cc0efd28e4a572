#pragma once

#include <optional>
#include <unordered_map>
#include <vector>

#include "core/org/org.hpp"
#include "core/values/names.hpp"

namespace dealbell::core {

// Converts an amount into the office's currency: times num, divided by den. Both are positive.
struct Rate {
  std::int64_t num = 1, den = 1;
};

// The exchange rates of one org document, by day.
class Rates {
 public:
  Rates(const Org& org, Names& names);

  // The rate of the newest sheet dated that day or before that has both currencies, directly or via
  // the sheet's base. Never a rate of a later day. nullopt if there is none.
  std::optional<Rate> rate(Name currency, Day day) const;

 private:
  struct Dated {
    Day from;
    Rate rate;
  };
  Name office_ = no_name;
  std::unordered_map<Name, std::vector<Dated>> by_currency_;  // by day
};

// Rounded half to even to a ten-thousandth. |amount| must be ≤ 10^18, so that the product fits 128
// bits; the result is clamped to 64 bits.
std::int64_t convert(std::int64_t amount_e4, const Rate& rate);

// The value of one unit as decimal text with at most ten decimals, for display.
std::string rate_text(const Rate& rate);

}  // namespace dealbell::core
