#pragma once

#include <chrono>
#include <cstdint>
#include <vector>

#include "base/time.hpp"
#include "core/calendar/calendar.hpp"
#include "core/demo/live.hpp"
#include "core/events/event.hpp"
#include "core/org/org.hpp"

namespace dealbell::core {

// A sales office that does not exist: what `serve --demo` shows. It has no clock and does no I/O:
// who runs it says what time it is and feeds its events through the ordinary ingest path.
//
// The whole life of every deal is drawn from (seed, the month in which it is decided), and the
// history is what of all those lives lies before `now`. So a demo started again later with the same
// seed repeats its old events to the byte (duplicates to the ledger) and fills in the days it
// missed.
class Demo {
 public:
  Demo(std::uint64_t seed, Instant now, const Calendar& calendar);

  // About 14 months of deals, activities and the odd refund up to `now`, in order of occurred_at:
  // 3,000 to 7,000 events, all quiet, received when they occurred.
  const std::vector<Event>& history() const { return history_; }

  // What happens next, at `now`; call it every until_next(). Never quiet; ids are unique as long as
  // two demos on one ledger are not made in the same millisecond.
  Event next_live(Instant now) { return live_.next(now); }

  // Says what the office has really won this month, where the ledger knows of more than history()
  // and this run: wins of earlier runs, or posted by somebody who tries it. Optional, at any time.
  void month_is_at(Amount won) { live_.month_is_at(won); }

  // How long to wait before the next call of next_live(). At rate 1 every third to fifth event is a
  // win and wins are 20 to 40 s apart; rate 2 is twice as fast. Bounded to rates from 0.01 to 100.
  std::chrono::milliseconds until_next(double rate = 1) const { return live_.until_next(rate); }

 private:
  std::vector<Event> history_;
  DemoLive live_;
};

// The demo office's org document: people, teams, products, EUR, and monthly quotas for the office,
// teams and people from 14 months before `now` to a year after.
Org demo_org(Instant now, const Calendar& calendar);

// The source that every demo event names.
inline constexpr const char* demo_source = "demo";

}  // namespace dealbell::core
