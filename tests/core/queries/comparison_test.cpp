#include <gtest/gtest.h>

#include "core/queries/elapsed.hpp"
#include "support/core/office.hpp"

namespace dealbell::test {
namespace {

using core::Calendar;
using core::CalendarRules;

// The label of the comparison with a year before, computed after the period is over.
std::string year_before(const CalendarRules& rules, const std::string& key) {
  const auto calendar = Calendar::create(rules).value();
  const auto period = calendar.parse_any_period(key).value();
  const auto comparison =
      core::year_before(calendar, {period.from, period.to}, calendar.start_of(period.to));
  return comparison->label;
}

TEST(Comparison, WithAYearBeforeHasThatYearInItsLabelOnce) {
  EXPECT_EQ(year_before({}, "2026"), "2025");
  EXPECT_EQ(year_before({}, "2026-Q4"), "Q4 2025");
  EXPECT_EQ(year_before({}, "2026-11"), "November 2025");
  EXPECT_EQ(year_before({}, "2026-W48"), "week 48 2025");
  EXPECT_EQ(year_before({}, "2026-W01"), "week 1 2025");  // it begins in 2024
  EXPECT_EQ(year_before({}, "2026-11-23"), "23 November 2025");
}

TEST(Comparison, WithAYearBeforeHasTheFiscalYearInItsLabelForFiscalPeriods) {
  CalendarRules rules;
  rules.fiscal_year_start = 7;
  EXPECT_EQ(year_before(rules, "FY2027"), "FY2026");
  EXPECT_EQ(year_before(rules, "FY2027-Q1"), "Q1 FY2026");
  EXPECT_EQ(year_before(rules, "2026-11"), "November 2025");

  rules.pattern = CalendarRules::Pattern::w445;
  EXPECT_EQ(year_before(rules, "FY2027-P05"), "period 5 FY2026");
}

// FY2028 has 53 weeks. Restated, a period of FY2029 is compared with days that are no period.
TEST(Comparison, WithDaysThatAreNoPeriodNamesTheDays) {
  CalendarRules rules;
  rules.pattern = CalendarRules::Pattern::w445;
  EXPECT_EQ(year_before(rules, "FY2029-P01"), "2028-01-03 to 2028-01-30");
  EXPECT_EQ(year_before(rules, "FY2029-Q1"), "2028-01-03 to 2028-04-02");
  EXPECT_EQ(year_before(rules, "FY2029"), "2028-01-03 to 2028-12-31");

  rules.extra_week = CalendarRules::ExtraWeek::plain;
  EXPECT_EQ(year_before(rules, "FY2029-P01"), "period 1 FY2028");
}

}  // namespace
}  // namespace dealbell::test
