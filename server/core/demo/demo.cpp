#include "core/demo/demo.hpp"

#include <algorithm>
#include <iterator>

#include "core/demo/month.hpp"

namespace dealbell::core {
namespace {

// Besides the current month, so that the same month of last year is included.
constexpr int months_behind = 13;
// Deals take up to 85 days, so those that are open now are decided within these months.
constexpr int months_ahead = 3;

std::vector<Event> history_before(std::uint64_t seed, Instant now, const Calendar& calendar) {
  auto month = calendar.period_of(PeriodKind::month, calendar.day_of(now));
  for (int i = 0; i < months_behind; ++i) month = calendar.previous(month);

  std::vector<Event> history;
  for (int i = -months_behind; i <= months_ahead; ++i, month = calendar.next(month)) {
    auto events = demo_month(seed, calendar, month);
    std::erase_if(events, [&](const Event& event) { return event.received_at > now; });
    std::move(events.begin(), events.end(), std::back_inserter(history));
  }
  std::sort(history.begin(), history.end(), [](const Event& a, const Event& b) {
    return a.received_at != b.received_at ? a.received_at < b.received_at : a.id < b.id;
  });
  return history;
}

}  // namespace

Demo::Demo(std::uint64_t seed, Instant now, const Calendar& calendar)
    : history_(history_before(seed, now, calendar)), live_(seed, now, calendar, history_) {}

}  // namespace dealbell::core
