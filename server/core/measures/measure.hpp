#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <variant>

#include "core/cube.hpp"

namespace dealbell::core {

enum class Unit { money, count, ratio };

// A measure's answer. No value (never 0 %) when its denominator is zero or unknown. Money is in
// ten-thousandths; `n` is how many deals or activities it rests on; `unpriced` how many of those
// carry no amount in the question's currency.
struct Figure {
  std::variant<std::monostate, Sum, double> value;  // money, count or ratio
  std::int64_t n = 0;
  std::int64_t unpriced = 0;
};

// What a measure may look at: the sums of one row of one question.
struct Totals {
  Cell priced;         // in the question's currency
  std::int64_t n = 0;  // priced or not
  bool mixed = false;  // several currencies and no office currency: money is no value
};
struct Inputs {
  std::function<Totals(Base)> totals;
  std::function<std::optional<Amount>()> quota;  // of the row's subject in the row's period
};

struct Measure {
  std::string_view name;
  Unit unit;
  Figure (*ask)(const Inputs&);
  bool open = false;  // about open deals: `from` and `to` are their expected close
};

std::span<const Measure> measures();
const Measure* find_measure(std::string_view name);

// One question per file.
Figure won_amount(const Inputs&);
Figure won_count(const Inputs&);
Figure lost_count(const Inputs&);
Figure open_count(const Inputs&);
Figure open_amount(const Inputs&);
Figure win_rate(const Inputs&);
Figure average_deal(const Inputs&);
Figure activities(const Inputs&);
Figure attainment(const Inputs&);

// Money of a base; no value when the currencies are mixed, or when there are deals and none is
// priced.
Figure money_of(const Totals& totals);

}  // namespace dealbell::core
