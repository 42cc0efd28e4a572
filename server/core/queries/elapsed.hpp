#pragma once

#include "core/calendar/calendar.hpp"
#include "core/calendar/range.hpp"
#include "core/measures/measure.hpp"
#include "core/org/quota_load.hpp"

namespace dealbell::core {

// How much of the range has passed at `now`, in the office's working days (or calendar days, by
// CalendarRules::pace); the current day in quarter-hours.
Elapsed elapsed(const Calendar& calendar, const Range& range, Instant now);

// The same in a person's own days: none before and after employment and on leave, so that pace
// counts the days that the quota counts. With Ramp::counts a day counts by its share of the full
// quota, in ten-thousandths of a percent of a quarter-hour.
enum class Ramp : std::uint8_t { ignored, counts };
Elapsed elapsed(const Calendar& calendar, const Range& range, Instant now, const QuotaLoad& load,
                Ramp ramp);

// The instant in `other` that corresponds to `now` in `period`: the same working day (or calendar
// day, by CalendarRules::pace) at the same time of day. The end of `other` if it has fewer days.
Instant same_point(const Calendar& calendar, const Range& period, const Range& other, Instant now);

// A range to compare another with.
struct Comparison {
  Range range;
  std::string label;  // "October", "October, same day"
};

// The previous period, and the same period a year before; up to the same point if the range is
// still running. A range that is not a period of the calendar is compared with as many days before
// it, and with the same days a year before. nullopt for an unbounded range and for one that has not
// begun.
std::optional<Comparison> previous_period(const Calendar& calendar, const Range& range,
                                          Instant now);
std::optional<Comparison> year_before(const Calendar& calendar, const Range& range, Instant now);

}  // namespace dealbell::core
