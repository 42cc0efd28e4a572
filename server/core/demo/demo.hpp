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

// The invented sales office that `serve --demo` shows. It has no clock and does no I/O: the caller
// passes the time and sends the events through the ordinary ingest path.
//
// All events of a deal are drawn from (seed, the month in which it is decided), and the history
// consists of those before `now`. A demo restarted later with the same seed therefore repeats its
// old events byte for byte (duplicates for the ledger) and adds those of the days it missed.
class Demo {
 public:
  Demo(std::uint64_t seed, Instant now, const Calendar& calendar);

  // About 14 months of deals, activities and a few refunds up to `now`, in order of occurred_at:
  // 3,000 to 7,000 events, all quiet, received when they occurred.
  const std::vector<Event>& history() const { return history_; }

  // The next event, at `now`; call this every until_next(). Never quiet. Ids are unique unless two
  // demos on one ledger are constructed in the same millisecond.
  Event next_live(Instant now) { return live_.next(now); }

  // Sets what the office has actually won this month, if the ledger has more than history() and
  // this run: wins of earlier runs or posted through the API. Optional, at any time.
  void month_is_at(Amount won) { live_.month_is_at(won); }

  // How long to wait before the next call of next_live(). At rate 1 every third to fifth event is a
  // win and wins are 20 to 40 s apart at first, later as far apart as the month needs; rate 2 is
  // twice as fast. The rate is clamped to 0.01 to 100.
  std::chrono::milliseconds until_next(double rate = 1) const { return live_.until_next(rate); }

 private:
  std::vector<Event> history_;
  DemoLive live_;
};

// The demo office's org document: people, teams, products, EUR, and monthly quotas for the office,
// teams and people from 14 months before `now` to a year after.
Org demo_org(Instant now, const Calendar& calendar);

// The source of all demo events.
inline constexpr const char* demo_source = "demo";

}  // namespace dealbell::core
