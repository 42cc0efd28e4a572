#include "core/measures/measure.hpp"

#include <algorithm>

namespace dealbell::core {
namespace {

constexpr Measure table[] = {
    {"won_amount", Unit::money, won_amount},         {"won_count", Unit::count, won_count},
    {"lost_count", Unit::count, lost_count},         {"open_count", Unit::count, open_count, true},
    {"open_amount", Unit::money, open_amount, true}, {"win_rate", Unit::ratio, win_rate},
    {"average_deal", Unit::money, average_deal},     {"activities", Unit::count, activities},
    {"attainment", Unit::ratio, attainment},
};

}  // namespace

std::span<const Measure> measures() { return table; }

const Measure* find_measure(std::string_view name) {
  const auto found = std::find_if(std::begin(table), std::end(table),
                                  [&](const Measure& m) { return m.name == name; });
  return found == std::end(table) ? nullptr : found;
}

Figure money_of(const Totals& totals) {
  Figure figure{{}, totals.n, totals.n - totals.priced.n};
  const bool nothing_priced = totals.n > 0 && totals.priced.n == 0;
  if (totals.mixed)
    figure.unpriced = totals.n;
  else if (!nothing_priced)
    figure.value = totals.priced.amount_e4;
  return figure;
}

}  // namespace dealbell::core
