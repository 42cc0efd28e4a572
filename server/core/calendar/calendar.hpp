#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "core/calendar/calendar_rules.hpp"

namespace date {
class time_zone;
}

namespace dealbell::core {

enum class PeriodKind { day, week, month, quarter, year };
// Reads "day", "week", "month", "quarter" or "year".
std::optional<PeriodKind> find_period_kind(std::string_view name);

// A range of days in the office's time zone; `to` is exclusive.
struct Period {
  PeriodKind kind = PeriodKind::day;
  Day from, to;
  friend bool operator==(const Period&, const Period&) = default;
};

// The office's calendar: time zone, weeks, fiscal periods and working days. Zone rules come from
// the system's tz database. Copyable. One thread at a time, because it caches the last UTC offset.
class Calendar {
 public:
  // Errc::bad_value for an unknown time zone. An empty zone is UTC.
  static Result<Calendar> create(CalendarRules rules);

  Day day_of(Instant t) const;
  Instant start_of(Day day) const;  // the first instant of the day; after the gap if DST skips it
  Instant noon_of(Day day) const;
  std::chrono::seconds utc_offset(Instant t) const;
  const std::string& zone() const { return rules_.zone; }
  const CalendarRules& rules() const { return rules_; }

  // The period that contains the day. Months, quarters and years are fiscal.
  Period period_of(PeriodKind kind, Day day) const;
  Period previous(const Period& period) const;
  Period next(const Period& period) const;
  // The range to compare this period with, a year before: the same days (28 February for the 29th).
  // In fiscal years made of weeks: the same trading weeks (CalendarRules::extra_week), so the range
  // may begin and end inside periods of its own year. For a week: the one 52 weeks before, or with
  // ExtraWeek::plain the one with the same number.
  Period year_before(const Period& period) const;

  // "2026-11-23", "2026-W48", "2026-11", "2026-Q4", "2026": a row key that sorts by time. If the
  // fiscal year is not the calendar year, quarters and years are "FY2027-Q2" and "FY2027", and if
  // it is made of weeks, months are "FY2027-P05".
  std::string key(const Period& period) const;
  // "23 November", "week 48", "November", "Q4", "2026"; "period 5", "FY2027".
  std::string label(const Period& period) const;
  // Reads the key of a month, quarter or year. Errc::bad_value with a message that shows the form
  // this calendar uses.
  Result<Period> parse_period(std::string_view text) const;
  // Reads any key that key() writes: also days ("2026-11-23") and weeks ("2026-W48").
  Result<Period> parse_any_period(std::string_view text) const;

  bool is_working_day(Day day) const;
  int working_days(Day from, Day to) const;  // in [from, to)
  // The n-th working day on or after `from`, counted from 0. If there is none within ten years, the
  // day ten years later.
  Day nth_working_day(Day from, int n) const;

 private:
  struct Place;
  Place place_of(Day day, int parts) const;

  CalendarRules rules_;
  std::vector<Day> free_days_;  // holidays on weekdays that are otherwise worked
  const date::time_zone* zone_ = nullptr;
  mutable Instant known_from_{}, known_to_{};  // where the cached offset below is valid
  mutable std::chrono::seconds offset_{};
};

bool known_zone(std::string_view zone);

}  // namespace dealbell::core
