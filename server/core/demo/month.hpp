#pragma once

#include <cstdint>
#include <vector>

#include "core/calendar/calendar.hpp"
#include "core/events/event.hpp"

namespace dealbell::core {

// All events of the deals that the demo office decides in this month: from the first contact weeks
// before to a refund weeks after. Depends only on its arguments. Not sorted; every event is quiet.
//
// The month's wins add up to its quota, plus or minus a fifth, and at any time of the month to
// demo_month_elapsed() of it, plus or minus a deal: so months can be compared at the same point.
std::vector<Event> demo_month(std::uint64_t seed, const Calendar& calendar, const Period& month);

}  // namespace dealbell::core
