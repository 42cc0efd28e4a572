#include "core/measures/measure.hpp"

namespace dealbell::core {
namespace {

// A row's share of all rows, for example by lead source. Three measures, because a source may bring
// many deals and little money.
Figure created_share(const Inputs& in) {
  const auto n = in.totals(Base::created).all.n;
  return ratio_of(n, in.whole(Base::created).all.n, n);
}

Figure won_count_share(const Inputs& in) {
  const auto n = in.totals(Base::won).all.n;
  return ratio_of(n, in.whole(Base::won).all.n, n);
}

Figure won_amount_share(const Inputs& in) {
  const auto mine = in.totals(Base::won), all = in.whole(Base::won);
  if (mine.mixed) return {{}, mine.all.n, mine.all.n, "mixed"};
  auto figure = ratio_of(mine.priced.amount_e4, all.priced.amount_e4, mine.all.n);
  figure.unpriced = mine.all.n - mine.priced.n;
  return figure;
}

}  // namespace

std::vector<Measure> share_measures() {
  using enum Unit;
  return {
      {"created_share",
       "Share of deals created",
       ratio,
       created_share,
       "The row's deals created in the period, divided by those of all rows.",
       {{Base::created, "created deals", Part::n}}},
      {"won_count_share",
       "Share of deals won",
       ratio,
       won_count_share,
       "The row's deals won in the period, divided by those of all rows.",
       {{Base::won, "won deals", Part::n}}},
      {"won_amount_share",
       "Share of amount won",
       ratio,
       won_amount_share,
       "The row's amounts won in the period, divided by those of all rows. Refunds are not "
       "subtracted.",
       {{Base::won, "won deals"}}},
  };
}

}  // namespace dealbell::core
