#pragma once

#include <optional>
#include <unordered_map>
#include <vector>

#include "core/org/org.hpp"
#include "core/values/names.hpp"

namespace dealbell::core {

// Turns an amount of a currency into the office's: times num, divided by den. Both above zero and
// below 2^63.
struct Rate {
  std::int64_t num = 1, den = 1;
};

// The office's dated rates.
class Rates {
 public:
  Rates(const Org& org, Names& names);

  // The one of the newest sheet from that day or before that says enough: directly, or across the
  // sheet's base. nullopt when none does; never one of a later day.
  std::optional<Rate> rate(Name currency, Day day) const;

 private:
  struct Dated {
    Day from;
    Rate rate;
  };
  Name office_ = no_name;
  std::unordered_map<Name, std::vector<Dated>> by_currency_;  // by day
};

// Half to even, to a ten-thousandth. |amount| ≤ 10^18, so the product stays within 128 bits; the
// result is cut to what 64 bits hold.
std::int64_t convert(std::int64_t amount_e4, const Rate& rate);

// What one unit is worth, with at most ten decimals, for people.
std::string rate_text(const Rate& rate);

}  // namespace dealbell::core
