#pragma once

#include "core/calendar/calendar_rules.hpp"

namespace dealbell::core {

// A fiscal year. `first` is the calendar year in which it nominally begins, independent of the
// year's name. Years made of weeks are the 4-4-5, 4-5-4 and 5-4-4 calendars of retail and
// manufacturing (NRF: the Saturday nearest to the end of January).
struct FiscalYear {
  int first = 1970;
  Day from, to;
  int weeks() const { return static_cast<int>((to - from).count() / 7); }
};

FiscalYear fiscal_year(const CalendarRules& rules, int first);
FiscalYear fiscal_year_of(const CalendarRules& rules, Day day);

// The number in the year's name: 2027 in "FY2027".
int name_of(const CalendarRules& rules, const FiscalYear& year);

// The first day of a quarter (0 to 3) or period (0 to 11). With 4 or 12: the first day after the
// year.
Day quarter_start(const CalendarRules& rules, const FiscalYear& year, int quarter);
Day period_start(const CalendarRules& rules, const FiscalYear& year, int period);

constexpr bool has_weeks(const CalendarRules& rules) {
  return rules.pattern != CalendarRules::Pattern::months;
}
// Whether the fiscal year is the calendar year.
constexpr bool is_plain(const CalendarRules& rules) {
  return !has_weeks(rules) && rules.fiscal_year_start == 1;
}

}  // namespace dealbell::core
