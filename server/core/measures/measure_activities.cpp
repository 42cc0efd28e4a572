#include <algorithm>

#include "core/counting/office_time.hpp"
#include "core/measures/measure.hpp"

namespace dealbell::core {
namespace {

// Counted on the day they were done; planned and deleted ones do not count.
Figure activities(const Inputs& in) { return count_of(in.totals(Base::activity).all.n); }

Figure activities_per_win(const Inputs& in) {
  const auto done = in.totals(Base::activity).all.n;
  if (done == 0) return {{}, 0, 0, "nothing"};
  return ratio_of(done, in.totals(Base::won).all.n, done);
}

// Milliseconds from creation to the first activity by a human; automatic activities do not count.
// Of a deal or an activity of which only the day is known, nothing can be said in hours.
std::optional<std::int64_t> response_of(const Entry& entry) {
  if (entry.contribution.day_only) return std::nullopt;
  const auto created_at = entry.contribution.at;
  std::optional<Instant> first;
  for (const auto* activity : entry.counted.deal->activities) {
    const auto done = done_time(*activity, entry.stamps, entry.calendar);
    if (!done || activity->automatic.value || done->day < entry.contribution.day) continue;
    if (done->day_only) return std::nullopt;
    if (done->at < created_at) continue;
    if (!first || done->at < *first) first = done->at;
  }
  if (!first) return std::nullopt;
  return (*first - created_at).count();
}

Figure response_time(const Inputs& in) {
  const auto times = in.observations();
  const auto median = median_of(times);
  if (!median) return {{}, 0, 0, "nothing"};
  return {static_cast<double>(*median) / 1'000, static_cast<std::int64_t>(times.size())};
}

// By nearest rank: the shortest time within which 95 % of the deals were answered.
Figure response_time_p95(const Inputs& in) {
  const auto times = in.observations();
  if (times.empty()) return {{}, 0, 0, "nothing"};
  const auto rank = (times.size() * 95 + 99) / 100;
  return {static_cast<double>(times[rank - 1]) / 1'000, static_cast<std::int64_t>(times.size())};
}

Figure first_win_days(const Inputs& in) {
  const auto all = in.first_wins();
  if (all.empty()) return {{}, 0, 0, "nothing"};
  Sum sum = 0;
  for (const auto days : all) sum += days;
  return {static_cast<double>(sum) / static_cast<double>(all.size()),
          static_cast<std::int64_t>(all.size())};
}

}  // namespace

std::vector<Measure> activity_measures() {
  using enum Unit;
  using About = Measure::About;
  const Part done{Base::activity, "activities", Part::n};
  const Part created{Base::created, "created deals", Part::n};
  return {
      {"activities", "Activities", count, activities, "Activities done in the period.", {done}},
      {"activities_per_win",
       "Activities per win",
       ratio,
       activities_per_win,
       "Activities done in the period, divided by the deals won in it.",
       {done, {Base::won, "won deals", Part::n}}},
      {"response_time",
       "Response time",
       seconds,
       response_time,
       "Median time from a deal's creation to its first activity by a human, of deals created in "
       "the period that have one.",
       {created},
       About::flow,
       Base::created,
       response_of},
      {"response_time_p95",
       "Response time, 95 %",
       seconds,
       response_time_p95,
       "The time within which 95 of 100 deals created in the period, of those that have one, had "
       "their first activity by a human.",
       {created},
       About::flow,
       Base::created,
       response_of},
      {"first_win_days",
       "Days to the first win",
       days,
       first_win_days,
       "Mean days from the first day of employment to the first win, of people who began in the "
       "period.",
       {}},
  };
}

}  // namespace dealbell::core
