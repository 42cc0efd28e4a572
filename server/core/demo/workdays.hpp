#pragma once

#include <vector>

#include "base/time.hpp"
#include "core/calendar/calendar.hpp"
#include "core/demo/random.hpp"
#include "core/values/amount.hpp"

namespace dealbell::core {

// A day on which the demo office works, and what it brings relative to the others of its month: the
// last three are a rush, the days between the years are slow.
struct DemoWorkday {
  Day day;
  int weight = 0;
};
std::vector<DemoWorkday> demo_workdays(const Period& month);

// A moment in working hours on `day`, or on the next working day if nobody works on it.
Instant demo_working_moment(const Calendar& calendar, DemoRandom& random, Day day);

// How much of its month lies before `t`, from 0 to 1, counted in what the days bring.
double demo_month_elapsed(const Calendar& calendar, Instant t);

// What the office should win in a month: about 600,000 EUR, give or take the season.
Amount demo_quota(const Period& month);

}  // namespace dealbell::core
