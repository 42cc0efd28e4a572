#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/time.hpp"

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

// The office's days in its zone. Zone rules come from the system's tz database. Copyable, one
// thread at a time (it remembers the last offset it looked up).
class Calendar {
 public:
  // Errc::bad_value for a zone the machine does not know. Empty is UTC.
  static Result<Calendar> in_zone(std::string_view zone, bool week_starts_sunday = false);

  Day day_of(Instant t) const;
  Instant start_of(Day day) const;  // the first instant of the day; the later side of a DST gap
  Instant noon_of(Day day) const;
  std::chrono::seconds utc_offset(Instant t) const;
  const std::string& zone() const { return name_; }

  Period period_of(PeriodKind kind, Day day) const;
  Period previous(const Period& period) const;
  Period next(const Period& period) const;

 private:
  const date::time_zone* zone_ = nullptr;
  std::string name_;
  bool week_starts_sunday_ = false;
  mutable Instant known_from_{}, known_to_{};  // where the offset below holds
  mutable std::chrono::seconds offset_{};
};

bool known_zone(std::string_view zone);

// "2026-11-23", "2026-W48", "2026-11", "2026-Q4", "2026": sorts by time and reads as a row key.
std::string key(const Period& period);
// "23 November", "week 48", "November", "Q4", "2026".
std::string label(const Period& period);
// The period a key names; Errc::bad_value.
Result<Period> parse_period(std::string_view key);

// Monday to Friday.
bool is_working_day(Day day);
// In [from, to).
int working_days(Day from, Day to);
// The n-th (0-based) working day on or after `from`.
Day nth_working_day(Day from, int n);

}  // namespace dealbell::core
