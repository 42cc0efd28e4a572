#include "core/calendar/fiscal_year.hpp"

#include <array>

namespace dealbell::core {
namespace {

using namespace std::chrono;

// The first day of fiscal_year_start. A year of weeks begins near it.
Day first_of(const CalendarRules& rules, int first) {
  return sys_days{year{first} / month{rules.fiscal_year_start} / 1};
}

Day year_start(const CalendarRules& rules, int first) {
  const auto month_start = first_of(rules, first);
  if (!has_weeks(rules)) return month_start;
  const auto month_end = month_start - days{1};
  const auto last_weekday = rules.week_start - days{1};
  // The last such day of the month; the nearest one may be up to three days after its end.
  const auto latest =
      rules.year_end == CalendarRules::YearEnd::nearest ? month_end + days{3} : month_end;
  const auto end = latest - (weekday{latest} - last_weekday);
  return end + days{1};
}

std::array<int, 3> weeks_of(CalendarRules::Pattern pattern) {
  switch (pattern) {
    case CalendarRules::Pattern::w454:
      return {4, 5, 4};
    case CalendarRules::Pattern::w544:
      return {5, 4, 4};
    default:
      return {4, 4, 5};
  }
}

}  // namespace

FiscalYear fiscal_year(const CalendarRules& rules, int first) {
  return {first, year_start(rules, first), year_start(rules, first + 1)};
}

FiscalYear fiscal_year_of(const CalendarRules& rules, Day day) {
  auto year = fiscal_year(rules, int{year_month_day{day}.year()});
  while (day < year.from) year = fiscal_year(rules, year.first - 1);
  while (day >= year.to) year = fiscal_year(rules, year.first + 1);
  return year;
}

int name_of(const CalendarRules& rules, const FiscalYear& year) {
  const bool ends_later =
      rules.fiscal_year_start > 1 && rules.year_name == CalendarRules::YearName::end;
  return year.first + (ends_later ? 1 : 0);
}

Day quarter_start(const CalendarRules& rules, const FiscalYear& year, int quarter) {
  if (quarter == 4) return year.to;
  if (has_weeks(rules)) return year.from + weeks{13 * quarter};
  return sys_days{year_month_day{year.from} + months{3 * quarter}};
}

Day period_start(const CalendarRules& rules, const FiscalYear& year, int period) {
  if (period == 12) return year.to;
  if (!has_weeks(rules)) return sys_days{year_month_day{year.from} + months{period}};
  auto start = quarter_start(rules, year, period / 3);
  const auto cut = weeks_of(rules.pattern);
  for (int i = 0; i < period % 3; ++i) start += weeks{cut[static_cast<std::size_t>(i)]};
  return start;
}

}  // namespace dealbell::core
