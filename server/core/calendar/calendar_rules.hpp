#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "base/time.hpp"

namespace dealbell::core {

// How an office counts its days. The default is the calendar on everybody's wall: Monday to Friday,
// months, a year that begins in January.
struct CalendarRules {
  std::string zone{};  // IANA name, empty: the caller gives the machine's
  bool week_starts_sunday = false;

  // The month a fiscal year begins in, 1 to 12. With `months` it begins on the first of it.
  unsigned fiscal_year_start = 1;
  // What a fiscal year is called after: the calendar year it ends in, or the one it begins in.
  enum class YearName : std::uint8_t { end, start } year_name = YearName::end;

  // Months, or quarters of 13 weeks cut 4-4-5, 4-5-4 or 5-4-4 ("periods").
  enum class Pattern : std::uint8_t { months, w445, w454, w544 } pattern = Pattern::months;
  // With weeks, the year ends on the day before the week start: on the last such day of the month
  // before `fiscal_year_start`, or on the one nearest to that month's end. A year of 53 weeks has
  // its extra week in the last period.
  enum class YearEnd : std::uint8_t { last, nearest } year_end = YearEnd::last;
  // What a year after one of 53 weeks is held against: its weeks moved by one, so that the same
  // trading weeks meet (restated), or week 1 against week 1 (plain).
  enum class ExtraWeek : std::uint8_t { restated, plain } extra_week = ExtraWeek::restated;

  std::array<bool, 7> works{true, true, true, true, true, false, false};  // Monday first
  std::vector<Day> holidays{};                                            // sorted, each once

  // What "expected by now" counts: working days, or calendar days.
  enum class Pace : std::uint8_t { working_days, calendar_days } pace = Pace::working_days;

  friend bool operator==(const CalendarRules&, const CalendarRules&) = default;
};

}  // namespace dealbell::core
