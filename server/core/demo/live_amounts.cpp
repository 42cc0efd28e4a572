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

bool DemoLive::too_much(Instant now) const { return room(now).e4 < -euros(tolerance).e4; }

bool DemoLive::fits(Amount amount, Instant now) const {
  const auto more = wins_ < shown_first ? euros(tolerance).e4 : 0;
  return amount.e4 <= room(now).e4 + more;
}

bool DemoLive::any_fits(Instant now) const {
  return std::ranges::any_of(open_,
                             [&](const OpenDeal& open) { return fits(open.deal.amount, now); });
}

// Most are small ones of this office, some medium, and while there is room a few are large enough
// for the stage.
Amount DemoLive::draw_amount(Instant now) {
  auto left = room(now).e4 / 10'000;
  // About half of the open amount will be won.
  for (const auto& open : open_) left -= open.deal.amount.e4 / 20'000;
  const auto kind = random_.between(1, 100);
  if (kind <= 10 && left > 20'000)
    return euros(std::min<std::int64_t>(left * random_.between(30, 45) / 100, 48'000) / 100 * 100);
  if (kind <= 25 && left > 5'000) return euros(random_.between(50, 110) * 100);
  return euros(random_.between(12, 32) * 100);
}

}  // namespace dealbell::core
