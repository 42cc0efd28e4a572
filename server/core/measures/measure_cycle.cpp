#include "core/measures/measure.hpp"
#include "core/values/rounding.hpp"

namespace dealbell::core {
namespace {

constexpr double ms_per_day = 86'400'000;

// A reopened deal counts from its creation to the last close. Deals without a known creation, and
// those closed before they were created (which happens in imports), are excluded; `n` is the number
// of deals included.
template <Base base>
Figure cycle_days(const Inputs& in) {
  const auto closed = in.totals(base).all;
  if (closed.extra_n <= 0) return {{}, 0, 0, "nothing"};
  return {static_cast<double>(closed.extra) / static_cast<double>(closed.extra_n) / ms_per_day,
          closed.extra_n};
}

Figure cycle_days_median(const Inputs& in) {
  const auto cycles = in.observations();
  const auto median = median_of(cycles);
  if (!median) return {{}, 0, 0, "nothing"};
  return {static_cast<double>(*median) / ms_per_day, static_cast<std::int64_t>(cycles.size())};
}

std::optional<std::int64_t> cycle_of(const Entry& entry) {
  if (entry.contribution.extra_n <= 0) return std::nullopt;
  return entry.contribution.extra;
}

// Amount of open deals × win rate / sales cycle in days: money per day. Win rate and cycle are
// those of the last year.
Figure velocity(const Inputs& in) {
  const auto year = trailing_year(in.range, in.today);
  const auto open = in.totals(Base::open);
  const auto won = in.totals(Base::won, year).all;
  const auto closed = won.n + in.totals(Base::lost, year).all.n;
  Figure figure{{}, open.all.n, open.all.n - open.priced.n};
  if (open.mixed)
    figure.why = "mixed";
  else if (closed <= 0 || won.extra <= 0 || won.extra_n <= 0)
    figure.why = "nothing";
  else
    // In this order the product fits 128 bits: two divisions, each rounded to a ten-thousandth.
    figure.value = divide_half_even(
        divide_half_even(open.priced.amount_e4 * won.n, closed) * won.extra_n * 86'400'000,
        won.extra);
  return figure;
}

}  // namespace

std::vector<Measure> cycle_measures() {
  using enum Unit;
  const Part cycles{Base::won, "won deals that have a cycle", Part::extra_n};
  const Part lost_cycles{Base::lost, "lost deals that have a cycle", Part::extra_n};
  const Part year_won{Base::won, "won in a year", Part::n, 1, Part::trailing_year};
  const Part year_lost{Base::lost, "lost in a year", Part::n, 1, Part::trailing_year};
  return {
      {"cycle_days",
       "Sales cycle",
       days,
       cycle_days<Base::won>,
       "Mean days from creation to the win, of deals won in the period.",
       {cycles}},
      {"cycle_days_median",
       "Median sales cycle",
       days,
       cycle_days_median,
       "Median number of days from creation to the win, of deals won in the period.",
       {cycles},
       Measure::About::flow,
       Base::won,
       cycle_of},
      {"lost_cycle_days",
       "Cycle of lost deals",
       days,
       cycle_days<Base::lost>,
       "Mean days from creation to the loss, of deals lost in the period.",
       {lost_cycles}},
      {"lost_cycle_days_median",
       "Median cycle of lost deals",
       days,
       cycle_days_median,
       "Median number of days from creation to the loss, of deals lost in the period.",
       {lost_cycles},
       Measure::About::flow,
       Base::lost,
       cycle_of},
      {"velocity",
       "Sales velocity",
       money,
       velocity,
       "Amount of open deals, times the win rate, divided by the mean cycle in days: money per "
       "day. "
       "Rate and cycle are those of the last twelve months.",
       {{Base::open, "open deals"}, year_won, year_lost},
       Measure::About::open},
  };
}

}  // namespace dealbell::core
