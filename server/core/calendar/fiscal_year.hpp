#pragma once

#include "core/calendar/calendar_rules.hpp"

namespace dealbell::core {

// A fiscal year, its quarters and its periods as days. Years are counted by the calendar year they
// begin in ("first"), whatever they are called. Years of weeks are the 4-4-5, 4-5-4 and 5-4-4
// calendars of retail and manufacturing (NRF: nearest Saturday to the end of January).
struct FiscalYear {
  int first = 1970;
  Day from, to;
  int weeks() const { return static_cast<int>((to - from).count() / 7); }
};

FiscalYear fiscal_year(const CalendarRules& rules, int first);
FiscalYear fiscal_year_of(const CalendarRules& rules, Day day);

// The number in its name.
int name_of(const CalendarRules& rules, const FiscalYear& year);

// The first day of part i of 4 quarters or 12 periods; of part 4 or 12 the end of the year.
Day quarter_start(const CalendarRules& rules, const FiscalYear& year, int quarter);
Day period_start(const CalendarRules& rules, const FiscalYear& year, int period);

constexpr bool has_weeks(const CalendarRules& rules) {
  return rules.pattern != CalendarRules::Pattern::months;
}
// Whether the fiscal year is the one on everybody's wall.
constexpr bool is_plain(const CalendarRules& rules) {
  return !has_weeks(rules) && rules.fiscal_year_start == 1;
}

}  // namespace dealbell::core
