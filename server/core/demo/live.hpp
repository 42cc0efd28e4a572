#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "core/calendar/calendar.hpp"
#include "core/demo/deal.hpp"
#include "core/demo/random.hpp"
#include "core/demo/standing.hpp"
#include "core/events/event.hpp"

namespace dealbell::core {

// The live events of the demo office. The month's total stays below a ceiling that rises with the
// hours worked in the month (at most a tenth above plan), and every amount is one that the office
// could have. So the pace follows the room below the ceiling: two wins a minute while there is
// plenty in office hours, then slower, and none until there is room again. The first four wins of
// a run come in any case: somebody who has just started the demo is watching it.
class DemoLive {
 public:
  DemoLive(std::uint64_t seed, Instant now, const Calendar& calendar,
           const std::vector<Event>& history);

  Event next(Instant now);
  std::chrono::milliseconds until_next(double rate) const;
  void month_is_at(Amount won) { standing_.set_total(won); }

 private:
  static constexpr int shown_first = 4;
  struct OpenDeal {
    DemoDeal deal;
    std::size_t stage = 0;
    int steps = 0;  // number of events so far
  };

  void start_new_day(Instant now);  // if the day or the month has changed
  void plan_cycle(Instant now);     // from one win to the next
  void plan_gap();

  Event win(Instant now);
  Event between_wins(Instant now);
  Event open_deal(Instant now);
  Event call(Instant now);
  Event move(Instant now);
  Event lose(Instant now);
  using Won = std::vector<OpenDeal>::iterator;
  Won choose_to_correct(Instant now);   // end() if none
  Event correct(Won won, Instant now);  // reopens the deal or lowers its amount

  OpenDeal draw(Instant now);
  Amount draw_amount(Instant now);
  Amount room(Instant now) const;  // below the ceiling; negative if above
  bool fits(Amount amount, Instant now) const;
  bool any_fits(Instant now) const;  // of the open deals
  bool too_much(Instant now) const;  // so far above that a win must be reopened
  std::size_t choose_to_win(Instant now);
  Event deal_event(OpenDeal& open, Instant now, DealEvent what,
                   Operation operation = Operation::change);

  DemoRandom random_;
  Calendar calendar_;
  std::string run_;  // makes the ids of this run unique
  DemoStanding standing_;
  Day today_;
  int wins_ = 0;             // of this run
  int next_correction_ = 0;  // not before so many wins
  std::int64_t deals_made_ = 0, activities_made_ = 0;
  std::vector<OpenDeal> open_;  // at most open_max
  std::vector<OpenDeal> won_;   // at most won_max, by time; can still be corrected
  int events_to_win_ = 0;
  std::chrono::milliseconds time_to_win_{}, gap_{};
};

}  // namespace dealbell::core
