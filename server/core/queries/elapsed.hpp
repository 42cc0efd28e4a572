#pragma once

#include "core/calendar/calendar.hpp"
#include "core/calendar/range.hpp"
#include "core/measures/measure.hpp"

namespace dealbell::core {

// How far `now` is into the range, counted in the office's working days (or in calendar days, as it
// says), the day of `now` by its quarters of an hour.
Elapsed elapsed(const Calendar& calendar, const Range& range, Instant now);

// The instant in `other` that is as far in as `now` is in `period`: the same working day, where the
// office counts those, else the same day, at the same time of day. The end of `other` if that has
// fewer days.
Instant same_point(const Calendar& calendar, const Range& period, const Range& other, Instant now);

// A range to hold another against.
struct Comparison {
  Range range;
  std::string label;  // "October", "October, same day"
};

// The period before, and the same period a year before; each to the same point while the range is
// running. A range that is no period of the calendar is held against as many days before it, and
// the same days a year before. nullopt for an unbounded range and one that has not first_create.
std::optional<Comparison> previous_period(const Calendar& calendar, const Range& range,
                                          Instant now);
std::optional<Comparison> year_before(const Calendar& calendar, const Range& range, Instant now);

}  // namespace dealbell::core
