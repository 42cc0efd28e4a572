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

// The demo office while somebody watches. A real office of this size wins two deals a day, a demo
// two a minute, so something must give: sizes do. What is won keeps below a ceiling that rises with
// the month (a tenth above plan at most), each new deal takes a part of the room below it, and when
// the room is used up wins are small and a large one is reopened for every large one that is won.
// After 60 wins in one office day the pace drops as well: a day brings some 600, not 2,900.
class DemoLive {
 public:
  DemoLive(std::uint64_t seed, Instant now, const Calendar& calendar,
           const std::vector<Event>& history);

  Event next(Instant now);
  std::chrono::milliseconds until_next(double rate) const;
  void month_is_at(Amount won) { standing_.set_total(won); }

 private:
  struct OpenDeal {
    DemoDeal deal;
    std::size_t stage = 0;
    int steps = 0;  // events told of it
  };

  void start_new_day(Instant now);  // a new day, a new month
  void plan_cycle();                // from one win to the next
  void plan_gap();

  Event win(Instant now);
  Event between_wins(Instant now);
  Event open_deal(Instant now);
  Event call(Instant now);
  Event move(Instant now);
  Event lose(Instant now);
  using Won = std::vector<OpenDeal>::iterator;
  Won choose_to_correct(Instant now);   // end if none
  Event correct(Won won, Instant now);  // reopened, or sold for less

  OpenDeal draw(Instant now);
  Amount draw_amount(Instant now);
  Amount room(Instant now) const;  // below the ceiling; negative when above
  bool fits(Amount amount, Instant now) const;
  bool too_much(Instant now) const;  // so far above that something must be reopened
  std::size_t choose_to_win(Instant now);
  Event deal_event(OpenDeal& open, Instant now, DealEvent what, Operation operation = Operation::change);

  DemoRandom random_;
  Calendar calendar_;
  std::string run_start_;  // makes ids of this run differ from those of any other
  DemoStanding standing_;
  Day today_;
  int wins_today_ = 0;
  std::int64_t deals_made_ = 0, activities_made_ = 0;
  std::vector<OpenDeal> open_;  // at most open_max
  std::vector<OpenDeal> won_;   // at most won_max, by time: what can still be corrected
  int events_to_win_ = 0;
  std::chrono::milliseconds time_to_win_{}, gap_{};
};

}  // namespace dealbell::core
