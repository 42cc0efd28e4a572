#include "core/demo/live.hpp"

#include <algorithm>
#include <utility>

#include "core/demo/workdays.hpp"

namespace dealbell::core {
namespace {

using namespace std::chrono;

constexpr std::size_t open_wanted = 6;  // enough to choose from
constexpr double plenty = 30'000;       // euros of room: two wins a minute
constexpr double after_hours = 4;       // times slower, at least: two minutes from win to win
constexpr double slowest = 20;          // at most so many times slower: ten minutes from win to win

}  // namespace

DemoLive::DemoLive(std::uint64_t seed, Instant now, const Calendar& calendar,
                   const std::vector<Event>& history)
    : random_(demo_seed(seed, static_cast<std::uint64_t>(to_ms(now)))),
      calendar_(calendar),
      run_(std::to_string(to_ms(now))),
      standing_(calendar.period_of(PeriodKind::month, calendar.day_of(now)), calendar, history),
      today_(calendar.day_of(now)) {
  plan_cycle(now);
  // Somebody who has just started the demo is watching it, so the first win comes soon.
  time_to_win_ = milliseconds{random_.between(10'000, 15'000)};
  plan_gap();
}

milliseconds DemoLive::until_next(double rate) const {
  const double bounded = rate >= 0.01 ? std::min(rate, 100.0) : 0.01;
  return milliseconds{static_cast<std::int64_t>(static_cast<double>(gap_.count()) / bounded)};
}

Event DemoLive::next(Instant now) {
  start_new_day(now);
  const bool planned = --events_to_win_ <= 0;
  auto event = planned && any_fits(now) ? win(now) : between_wins(now);
  if (planned) plan_cycle(now);
  plan_gap();
  return event;
}

void DemoLive::start_new_day(Instant now) {
  const auto day = calendar_.day_of(now);
  if (day == std::exchange(today_, day)) return;
  const auto month = calendar_.period_of(PeriodKind::month, day);
  if (month == standing_.month()) return;
  standing_ = DemoStanding(month);
  won_.clear();
}

void DemoLive::plan_cycle(Instant now) {
  events_to_win_ = static_cast<int>(random_.between(3, 5));
  const auto left = static_cast<double>(room(now).e4) / 10'000;
  const auto least = demo_at_work(calendar_, now) ? 1.0 : after_hours;
  const auto slower =
      wins_ < shown_first ? 1 : std::clamp(plenty / std::max(left, 1.0), least, slowest);
  time_to_win_ = milliseconds{
      static_cast<std::int64_t>(static_cast<double>(random_.between(20'000, 40'000)) * slower)};
}

void DemoLive::plan_gap() {
  gap_ = time_to_win_ / events_to_win_;
  if (events_to_win_ > 1) gap_ = gap_ * random_.between(60, 140) / 100;
  time_to_win_ -= gap_;
}

Event DemoLive::between_wins(Instant now) {
  if (open_.size() < open_wanted / 2) return open_deal(now);
  if (const auto won = choose_to_correct(now); won != won_.end()) return correct(won, now);
  const auto kind = random_.between(1, 100);
  if (kind <= 45) return call(now);
  if (kind <= 70) return move(now);
  if (kind <= 93 && open_.size() < open_wanted) return open_deal(now);
  return open_.size() > open_wanted / 2 ? lose(now) : call(now);
}

}  // namespace dealbell::core
