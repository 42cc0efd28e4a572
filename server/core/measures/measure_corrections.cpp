#include "core/measures/measure.hpp"

namespace dealbell::core {

// Refunds stand on their own day, and reopenings on the day the win was taken back.
std::vector<Measure> correction_measures() {
  using enum Unit;
  const Part back{Base::refunded, "refunds"};
  return {
      {"refunded_amount",
       "Given back",
       money,
       [](const Inputs& in) { return money_of(in.totals(Base::refunded)); },
       "What was given back in the period.",
       {back}},
      {"refunded_count",
       "Refunds",
       count,
       [](const Inputs& in) { return count_of(in.totals(Base::refunded).all.n); },
       "Refunds of the period.",
       {{Base::refunded, "refunds", Part::n}}},
      {"reopened_count",
       "Deals reopened",
       count,
       [](const Inputs& in) { return count_of(in.totals(Base::reopened).all.n); },
       "Wins taken back in the period.",
       {{Base::reopened, "reopened deals", Part::n}}},
      {"reopened_amount",
       "Reopened",
       money,
       [](const Inputs& in) { return money_of(in.totals(Base::reopened)); },
       "Amounts of wins taken back in the period.",
       {{Base::reopened, "reopened deals"}}},
  };
}

}  // namespace dealbell::core
