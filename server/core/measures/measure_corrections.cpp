#include "core/measures/measure.hpp"

namespace dealbell::core {

// Refunds are counted on the day of the refund, and reopened deals on the day of reopening.
std::vector<Measure> correction_measures() {
  using enum Unit;
  const Part back{Base::refunded, "refunds"};
  return {
      {"refunded_amount",
       "Given back",
       money,
       [](const Inputs& in) { return money_of(in.totals(Base::refunded)); },
       "Amounts refunded in the period.",
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
       "Wins reopened in the period.",
       {{Base::reopened, "reopened deals", Part::n}}},
      {"reopened_amount",
       "Reopened",
       money,
       [](const Inputs& in) { return money_of(in.totals(Base::reopened)); },
       "Amounts of wins reopened in the period.",
       {{Base::reopened, "reopened deals"}}},
  };
}

}  // namespace dealbell::core
