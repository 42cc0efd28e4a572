#pragma once

#include <span>
#include <string_view>

namespace dealbell::core {

// A change of a rule by which figures are counted, so that the same events give other totals.
struct FigureRule {
  int version = 0;            // figures_version with this change
  std::string_view measures;  // whose totals it may move, separated by spaces
  std::string_view what;      // "refunds without a date are now counted"
};

// In order. A change gets the next version and a line here; the first start with it lists the
// totals that moved.
inline constexpr FigureRule figure_rules[] = {
    {2, "won_amount refunded_amount", "refunds without a date are now counted"},
    {2, "won_amount won_count lost_count",
     "a closing time given for an earlier close no longer dates a later one"},
    {2, "won_amount won_count lost_count open_amount open_count",
     "an event of a sender whose clock is ahead no longer wins over what came after it"},
};

// 1: 0.1.
inline constexpr int figures_version = std::span(figure_rules).back().version;

}  // namespace dealbell::core
