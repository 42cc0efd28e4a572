#pragma once

#include <optional>

#include "base/time_or_day.hpp"
#include "core/calendar/calendar.hpp"
#include "core/counting/status.hpp"
#include "core/facts/deal.hpp"

namespace dealbell::core {

// A time as the office counts it: the day in its zone, and a point in time for sorting and for
// comparisons up to a time of day.
struct OfficeTime {
  Day day;
  Instant at;
  bool day_only = false;  // the source gave only the day: `at` must not be shown
  friend bool operator==(const OfficeTime&, const OfficeTime&) = default;
};

// A day keeps its day in every zone. Its `at` is `said`, the time of the event it is about, if that
// was on the same day; else noon.
OfficeTime office_time(TimeOrDay when, Instant said, const Calendar& calendar);
OfficeTime office_time(Instant time, const Calendar& calendar);

// The milliseconds between two times, with both clocks in the office's local time, so that a change
// of the clock between them does not count. If one is only a day, a whole number of days.
std::chrono::milliseconds between(const OfficeTime& from, const OfficeTime& to,
                                  const Calendar& calendar);

// closed_at unless it is about an earlier close; else the merge time of the event that closed the
// deal. Only for closed deals.
OfficeTime closed_time(const Deal& deal, const Statuses& statuses, const Stamps& stamps,
                       const Calendar& calendar);

// created_at, else the time of the event that created the deal; nullopt if there is neither.
std::optional<OfficeTime> created_time(const Deal& deal, const Stamps& stamps,
                                       const Calendar& calendar);

// When the activity was done; nullopt if it was not.
std::optional<OfficeTime> done_time(const Activity& activity, const Stamps& stamps,
                                    const Calendar& calendar);

}  // namespace dealbell::core
