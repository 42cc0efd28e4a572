#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "core/measures/figure_rules.hpp"
#include "core/state/sales_state.hpp"

namespace dealbell::core {

// Totals of a few measures by month: {"2026-11": {"won_amount": "1204500.00 EUR"}}; a measure
// without a value is absent. They depend on the events, the org document and the rules, and not on
// the time.
using PeriodTotals = std::map<std::string, std::map<std::string, std::string>>;

// Of the newest 120 months with a win, a loss, a refund or a created deal.
PeriodTotals period_totals(const SalesState& sales);

// One line per month whose totals differ: "November 2026: won 1,204,500 → 1,198,000 EUR (refunds
// without a date are now counted)". The reasons are those `rules` that concern a total that moved.
// At most 60 lines; the last one then says how many months are left out.
std::vector<std::string> moved_totals(const PeriodTotals& before, const PeriodTotals& now,
                                      const Calendar& calendar, std::span<const FigureRule> rules);

}  // namespace dealbell::core
