#include "core/measures/measure.hpp"

namespace dealbell::core {
namespace {

// No value until a deal has closed: a rate over nothing would show 0 % or 100 %. Open deals are
// excluded, because forgotten ones would distort the rate.
Figure win_rate(const Inputs& in) {
  const auto won = in.totals(Base::won).all.n;
  const auto closed = won + in.totals(Base::lost).all.n;
  return ratio_of(won, closed, closed);
}

Figure win_rate_value(const Inputs& in) {
  const auto won = in.totals(Base::won), lost = in.totals(Base::lost);
  const auto n = won.all.n + lost.all.n;
  if (won.mixed || lost.mixed) return {{}, n, n, "mixed"};
  const auto priced = won.priced.n + lost.priced.n;
  auto figure =
      ratio_of(won.priced.amount_e4, won.priced.amount_e4 + lost.priced.amount_e4, priced);
  figure.unpriced = n - priced;
  return figure;
}

Figure win_rate_cohort(const Inputs& in) {
  const auto created = in.totals(Base::created).all;
  return ratio_of(created.extra_n, created.n, created.n);
}

// How many times the target the pipeline must be. No value with fewer than 20 closed deals, because
// it would be a guess.
Figure required_coverage(const Inputs& in) {
  constexpr std::int64_t enough = 20;
  const auto won = in.totals(Base::won).all.n;
  const auto closed = won + in.totals(Base::lost).all.n;
  if (closed < enough) return {{}, closed, 0, "too_few"};
  return ratio_of(closed, won, closed);
}

}  // namespace

std::vector<Measure> rate_measures() {
  using enum Unit;
  const Part wins{Base::won, "won deals", Part::n}, losses{Base::lost, "lost deals", Part::n};
  std::vector<Measure> all{
      {"win_rate",
       "Win rate",
       ratio,
       win_rate,
       "Deals won, divided by deals won or lost, of those closed in the period.",
       {wins, losses}},
      {"win_rate_value",
       "Win rate by value",
       ratio,
       win_rate_value,
       "Amounts won, divided by amounts won or lost, of the priced deals closed in the period. "
       "Refunds are not subtracted.",
       {{Base::won, "won deals"}, {Base::lost, "lost deals"}}},
      {"win_rate_cohort",
       "Win rate of the cohort",
       ratio,
       win_rate_cohort,
       "The share of the deals created in the period that has been won by now.",
       {{Base::created, "won since", Part::extra_n}, {Base::created, "created deals", Part::n}}},
      {"required_coverage",
       "Coverage needed",
       ratio,
       required_coverage,
       "1 divided by the win rate of the period; requires 20 closed deals.",
       {wins, losses}},
  };
  for (auto& measure : all) measure.rate = true;
  return all;
}

}  // namespace dealbell::core
