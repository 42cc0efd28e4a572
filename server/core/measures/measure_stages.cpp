#include "core/measures/measure.hpp"

namespace dealbell::core {
namespace {

// Of the deals that reached a stage in the period, the share that went further at any time. A
// skipped stage counts as reached and passed; returning to a stage does not count again; lost and
// stalled deals remain in the denominator.
Figure stage_conversion(const Inputs& in) {
  const auto entered = in.totals(Base::entered).all;
  return ratio_of(entered.extra_n, entered.n, entered.n);
}

Figure stage_age(const Inputs& in) {
  const auto open = in.totals(Base::aging, Range::everything()).all;
  if (open.extra_n <= 0) return {{}, 0, 0, "nothing"};
  const auto mean_entered = static_cast<double>(open.extra) / static_cast<double>(open.extra_n);
  return {(static_cast<double>(to_ms(in.now)) - mean_entered) / 86'400'000, open.extra_n};
}

// A deal is stuck when it has had no change of stage and no activity by a human for the stage's
// limit in days.
Totals stuck(const Inputs& in) {
  return in.totals(Base::aging, {dated().from, in.today + std::chrono::days{1}});
}

// Whether there are open deals but none in a stage with a limit: none of them can become stuck.
bool no_limit(const Inputs& in) {
  return in.totals(Base::aging, dated()).all.n == 0 &&
         in.totals(Base::aging, Range::everything()).all.n > 0;
}

Figure stuck_count(const Inputs& in) {
  if (no_limit(in)) return {{}, 0, 0, "no_limit"};
  return count_of(stuck(in).all.n);
}

Figure stuck_amount(const Inputs& in) {
  if (no_limit(in)) return {{}, 0, 0, "no_limit"};
  return money_of(stuck(in));
}

}  // namespace

std::vector<Measure> stage_measures() {
  using enum Unit;
  using About = Measure::About;
  std::vector<Measure> all{
      {"stage_conversion",
       "Stage conversion",
       ratio,
       stage_conversion,
       "Of the deals that reached a stage in the period, the share that has gone further since. A "
       "skipped stage counts as passed.",
       {{Base::entered, "went further", Part::extra_n},
        {Base::entered, "reached the stage", Part::n}}},
      {"stage_age",
       "Age in stage",
       days,
       stage_age,
       "Mean days that open deals have been in their stage.",
       {{Base::open, "open deals", Part::n, 1, Part::everything}},
       About::now},
      {"stuck_count",
       "Stuck deals",
       count,
       stuck_count,
       "Open deals with no change of stage and no activity by a human for the number of days set "
       "as "
       "the stage's limit.",
       {{Base::aging, "stuck deals", Part::n, 1, Part::through_today}},
       About::now},
      {"stuck_amount",
       "Stuck",
       money,
       stuck_amount,
       "Amounts of open deals with no change of stage and no activity by a human for the number of "
       "days set as the stage's limit.",
       {{Base::aging, "stuck deals", Part::amount, 1, Part::through_today}},
       About::now},
  };
  all.front().rate = true;  // stage_conversion
  return all;
}

}  // namespace dealbell::core
