#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "base/time.hpp"

namespace dealbell::core {

// How an office counts days, periods and years. The default: Monday to Friday, calendar months, a
// year that begins in January.
struct CalendarRules {
  std::string zone{};  // IANA name; if empty, the caller sets the machine's
  std::chrono::weekday week_start = std::chrono::Monday;

  // The month a fiscal year begins in, 1 to 12. With Pattern::months it begins on the first.
  unsigned fiscal_year_start = 1;
  // Whether a fiscal year is named after the calendar year it ends in or the one it begins in.
  enum class YearName : std::uint8_t { end, start } year_name = YearName::end;

  // Calendar months, or quarters of 13 weeks divided into periods of 4-4-5, 4-5-4 or 5-4-4 weeks.
  enum class Pattern : std::uint8_t { months, w445, w454, w544 } pattern = Pattern::months;
  // For years made of weeks: the year ends on the last day of a week, either the last such day of
  // the month before `fiscal_year_start` or the one nearest to that month's end. In a year of 53
  // weeks the extra week belongs to the last period.
  enum class YearEnd : std::uint8_t { last, nearest } year_end = YearEnd::last;
  // How a year after one of 53 weeks is compared with it: shifted by one week, so that the same
  // trading weeks are compared (restated), or week 1 with week 1 (plain).
  enum class ExtraWeek : std::uint8_t { restated, plain } extra_week = ExtraWeek::restated;

  std::array<bool, 7> works{true, true, true, true, true, false, false};  // Monday first
  std::vector<Day> holidays{};  // sorted, without duplicates

  // Whether pace ("expected by now") counts working days or calendar days.
  enum class Pace : std::uint8_t { working_days, calendar_days } pace = Pace::working_days;

  friend bool operator==(const CalendarRules&, const CalendarRules&) = default;
};

}  // namespace dealbell::core
