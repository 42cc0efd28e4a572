#include <algorithm>

#include "core/demo/live.hpp"
#include "core/demo/workdays.hpp"

namespace dealbell::core {
namespace {

constexpr std::int64_t tolerance = 12'000;  // euros above the ceiling before a win is reopened

}  // namespace

Amount DemoLive::room(Instant now) const {
  const double share = std::min(1.10, 1.03 * demo_month_elapsed(calendar_, now) + 0.07);
  const auto quota = static_cast<double>(demo_quota(standing_.month()).e4);
  return Amount{static_cast<std::int64_t>(quota * share) - standing_.total().e4};
}

bool DemoLive::too_much(Instant now) const { return !fits(Amount{}, now); }

bool DemoLive::fits(Amount amount, Instant now) const {
  return amount.e4 <= room(now).e4 + euros(tolerance).e4;
}

// While there is room, amounts are realistic: some thousands, one in eight large enough for the
// stage. Later most are small, some medium, and one in twenty takes a large part of the remaining
// room. A large one may come even if little room is left; another is then reopened later.
Amount DemoLive::draw_amount(Instant now) {
  auto left = room(now).e4 / 10'000;
  // About half of the open amount will be won.
  for (const auto& open : open_) left -= open.deal.amount.e4 / 20'000;
  const auto kind = random_.between(1, 100);
  constexpr std::int64_t plenty = 30'000;
  if (left > plenty && kind > 12)
    return euros(kind <= 40 ? random_.between(50, 110) * 100 : random_.between(12, 48) * 100);
  if (kind <= (left > plenty ? 12 : 5) && left > -tolerance) {
    const auto part = std::max<std::int64_t>(left, 25'000) * random_.between(30, 45) / 100;
    return euros(std::min<std::int64_t>(part, 48'000) / 100 * 100);
  }
  if (left < -tolerance) return euros(random_.between(1, 4) * 10);  // an additional seat
  if (left < 8'000) return euros(random_.between(5, 20) * 10);
  if (kind <= 30)
    return euros(std::min<std::int64_t>(left / 50, 3'000) / 50 * 50 + random_.between(8, 20) * 50);
  return euros(random_.between(9, 60) * 10);
}

}  // namespace dealbell::core
