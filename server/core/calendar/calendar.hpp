#pragma once

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

// A stretch of office days; `to` is exclusive.
struct Period {
  PeriodKind kind = PeriodKind::day;
  Day from, to;
  friend bool operator==(const Period&, const Period&) = default;
};

// The office's days: its zone, its weeks, its fiscal periods, the days it works. Zone rules come
// from the system's tz database. Copyable, one thread at a time (it remembers the last offset it
// looked up).
class Calendar {
 public:
  // Errc::bad_value for a zone the machine does not know. An empty one is UTC.
  static Result<Calendar> create(CalendarRules rules);

  Day day_of(Instant t) const;
  Instant start_of(Day day) const;  // the first instant of the day; the later side of a DST gap
  Instant noon_of(Day day) const;
  std::chrono::seconds utc_offset(Instant t) const;
  const std::string& zone() const { return rules_.zone; }
  const CalendarRules& rules() const { return rules_; }

  // The period that holds the day. Months, quarters and years are fiscal.
  Period period_of(PeriodKind kind, Day day) const;
  Period previous(const Period& period) const;
  Period next(const Period& period) const;
  // The period to hold this one against, a year before: the same days (28 February for the 29th),
  // or in years of weeks the same trading weeks (CalendarRules::extra_week), so it may begin and
  // end inside periods of its own year. A week: the one 52 weeks before; where week 1 meets week 1,
  // the one of the same number.
  Period year_before(const Period& period) const;

  // "2026-11-23", "2026-W48", "2026-11", "2026-Q4", "2026": sorts by time and reads as a row key.
  // Where the fiscal year is not the calendar year, quarters and years are "FY2027-Q2" and
  // "FY2027", and with years of weeks months are "FY2027-P05".
  std::string key(const Period& period) const;
  // "23 November", "week 48", "November", "Q4", "2026"; "period 5", "FY2027".
  std::string label(const Period& period) const;
  // The month, quarter or year a key names, in this calendar's form; Errc::bad_value says what that
  // is.
  Result<Period> parse_period(std::string_view key) const;
  // The same, or a day ("2026-11-23") or a week ("2026-W48"): whatever key() writes.
  Result<Period> parse_any_period(std::string_view key) const;

  bool is_working_day(Day day) const;
  int working_days(Day from, Day to) const;  // in [from, to)
  // The n-th (0-based) working day on or after `from`; at most ten years on when nobody works.
  Day nth_working_day(Day from, int n) const;

 private:
  struct Place;
  Place place_of(Day day, int parts) const;

  CalendarRules rules_;
  std::vector<Day> free_days_;  // the holidays somebody would have worked on
  const date::time_zone* zone_ = nullptr;
  mutable Instant known_from_{}, known_to_{};  // where the offset below holds
  mutable std::chrono::seconds offset_{};
};

bool known_zone(std::string_view zone);

}  // namespace dealbell::core
