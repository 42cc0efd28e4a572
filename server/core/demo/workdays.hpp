#pragma once

#include <vector>

#include "base/time.hpp"
#include "core/calendar/calendar.hpp"
#include "core/demo/random.hpp"
#include "core/values/amount.hpp"

namespace dealbell::core {

// A working day of the demo office, and its share of the month's wins relative to the other days:
// the last three days are busy, those between Christmas and New Year are slow.
struct DemoWorkday {
  Day day;
  int weight = 0;
};
std::vector<DemoWorkday> demo_workdays(const Period& month);

// A random time in working hours on `day`, or on the next working day if it is free.
Instant demo_working_moment(const Calendar& calendar, DemoRandom& random, Day day);

// How much of the month has passed at `t`, from 0 to 1, by the weights of the days.
double demo_month_elapsed(const Calendar& calendar, Instant t);

// From 9:00 to 18:00 on a workday of the office.
bool demo_at_work(const Calendar& calendar, Instant t);

// The office's quota for a month: about 600,000 EUR, depending on the season.
Amount demo_quota(const Period& month);

}  // namespace dealbell::core
