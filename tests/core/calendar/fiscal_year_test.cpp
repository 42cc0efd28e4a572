#include "core/calendar/fiscal_year.hpp"

#include <gtest/gtest.h>

#include "core/calendar/calendar.hpp"
#include "support/core/office.hpp"

namespace dealbell::test {
namespace {

using core::Calendar;
using core::CalendarRules;
using core::Period;
using core::PeriodKind;

// The calendar of the National Retail Federation: 4-5-4, weeks from Sunday, the year ends on the
// Saturday nearest to 31 January and is named after the one it begins in.
CalendarRules retail() {
  CalendarRules rules;
  rules.week_start = std::chrono::Sunday;
  rules.fiscal_year_start = 2;
  rules.year_name = CalendarRules::YearName::start;
  rules.pattern = CalendarRules::Pattern::w454;
  rules.year_end = CalendarRules::YearEnd::nearest;
  return rules;
}
Calendar calendar_of(const CalendarRules& rules) { return Calendar::create(rules).value(); }
Period period(const CalendarRules& rules, const std::string& key) {
  return calendar_of(rules).parse_period(key).value();
}

TEST(FiscalYear, RetailYearsAreThosePublishedByTheNrf) {
  EXPECT_EQ(period(retail(), "FY2022").from, day("2022-01-30"));
  EXPECT_EQ(period(retail(), "FY2023").from, day("2023-01-29"));
  EXPECT_EQ(period(retail(), "FY2024").from, day("2024-02-04"));
  EXPECT_EQ(period(retail(), "FY2025").from, day("2025-02-02"));
  EXPECT_EQ(period(retail(), "FY2026").from, day("2026-02-01"));
  EXPECT_EQ(core::fiscal_year(retail(), 2023).weeks(), 53);
  for (const int year : {2018, 2019, 2020, 2021, 2022, 2024, 2025, 2026, 2027})
    EXPECT_EQ(core::fiscal_year(retail(), year).weeks(), 52) << year;
  EXPECT_EQ(core::fiscal_year(retail(), 2028).weeks(), 53);
  EXPECT_EQ(core::fiscal_year(retail(), 2017).weeks(), 53);
  EXPECT_EQ(core::fiscal_year(retail(), 2012).weeks(), 53);
}

TEST(FiscalYear, RetailMonthsAreFourFiveAndFourWeeks) {
  EXPECT_EQ(period(retail(), "FY2024-P01"),
            (Period{PeriodKind::month, day("2024-02-04"), day("2024-03-03")}));
  EXPECT_EQ(period(retail(), "FY2024-P02").to, day("2024-04-07"));
  EXPECT_EQ(period(retail(), "FY2024-P03").to, day("2024-05-05"));
  EXPECT_EQ(period(retail(), "FY2024-Q1").to, day("2024-05-05"));
  EXPECT_EQ(period(retail(), "FY2024-Q4").from, day("2024-11-03"));
}

TEST(FiscalYear, TheExtraWeekIsInTheLastPeriod) {
  EXPECT_EQ(period(retail(), "FY2023-P12"),
            (Period{PeriodKind::month, day("2023-12-31"), day("2024-02-04")}));  // 5 instead of 4
  EXPECT_EQ(period(retail(), "FY2023-Q4").to, day("2024-02-04"));
}

TEST(FiscalYear, RestatedComparesTradingWeeksAndPlainComparesWeekNumbers) {
  auto rules = retail();
  const auto first = period(rules, "FY2024-P01");
  EXPECT_EQ(calendar_of(rules).year_before(first).from, day("2023-02-05"));  // week 2 of FY2023
  EXPECT_EQ(calendar_of(rules).year_before(period(rules, "FY2024")).to, day("2024-02-04"));

  rules.extra_week = CalendarRules::ExtraWeek::plain;
  EXPECT_EQ(calendar_of(rules).year_before(first).from, day("2023-01-29"));
  EXPECT_EQ(calendar_of(rules).year_before(first).to, day("2023-02-26"));
  EXPECT_EQ(calendar_of(rules).year_before(period(rules, "FY2024")).from, day("2023-01-29"));
}

TEST(FiscalYear, AYearOfMonthsIsNamedAfterTheYearItEndsInOrBeginsIn) {
  CalendarRules rules;
  rules.fiscal_year_start = 10;
  EXPECT_EQ(period(rules, "FY2027").from, day("2026-10-01"));
  EXPECT_EQ(period(rules, "FY2027-Q2").from, day("2027-01-01"));
  rules.year_name = CalendarRules::YearName::start;
  EXPECT_EQ(period(rules, "FY2026").from, day("2026-10-01"));
}

TEST(FiscalYear, AYearBeforeALeapDayIsThe28thOfFebruary) {
  const auto utc = calendar_of({});
  EXPECT_EQ(utc.year_before(utc.period_of(PeriodKind::day, day("2028-02-29"))).from,
            day("2027-02-28"));
  EXPECT_EQ(utc.year_before(utc.period_of(PeriodKind::month, day("2028-02-29"))).to,
            day("2027-03-01"));
}

std::vector<CalendarRules> every_combination() {
  std::vector<CalendarRules> all;
  for (const auto pattern : {CalendarRules::Pattern::months, CalendarRules::Pattern::w445,
                             CalendarRules::Pattern::w454, CalendarRules::Pattern::w544})
    for (unsigned start = 1; start <= 12; ++start)
      for (const auto week_start :
           {std::chrono::Monday, std::chrono::Saturday, std::chrono::Sunday})
        for (const auto name : {CalendarRules::YearName::end, CalendarRules::YearName::start})
          for (const auto end : {CalendarRules::YearEnd::last, CalendarRules::YearEnd::nearest}) {
            CalendarRules rules;
            rules.pattern = pattern;
            rules.fiscal_year_start = start;
            rules.week_start = week_start;
            rules.year_name = name;
            rules.year_end = end;
            all.push_back(rules);
          }
  return all;
}

std::string describe(const CalendarRules& r) {
  return "pattern " + std::to_string(static_cast<int>(r.pattern)) + ", from month " +
         std::to_string(r.fiscal_year_start) + ", weekday " +
         std::to_string(r.week_start.c_encoding()) + ", name " +
         std::to_string(static_cast<int>(r.year_name)) + ", end " +
         std::to_string(static_cast<int>(r.year_end));
}

constexpr PeriodKind kinds[] = {PeriodKind::day, PeriodKind::week, PeriodKind::month,
                                PeriodKind::quarter, PeriodKind::year};

TEST(FiscalYear, OverThirtyYearsPeriodsAreAdjacentAndTheirKeysAreReadBack) {
  for (const auto& rules : every_combination()) {
    SCOPED_TRACE(describe(rules));
    const auto calendar = calendar_of(rules);
    for (const auto kind : kinds) {
      if (kind == PeriodKind::day) continue;
      auto p = calendar.period_of(kind, day("2010-01-01"));
      std::string last;
      while (p.from < day("2040-01-01")) {
        const auto key = calendar.key(p);
        const auto next = calendar.next(p);
        ASSERT_EQ(calendar.parse_any_period(key).value(), p) << key;
        ASSERT_EQ(next.from, p.to) << key;
        ASSERT_EQ(calendar.previous(next), p) << key;
        ASSERT_LT(last, key) << "keys sort by time";
        last = key;
        p = next;
      }
    }
  }
}

TEST(FiscalYear, EveryDayIsInExactlyOnePeriodOfAKind) {
  for (const auto& rules : every_combination()) {
    SCOPED_TRACE(describe(rules));
    const auto calendar = calendar_of(rules);
    for (const auto kind : kinds) {
      auto p = calendar.period_of(kind, day("2026-01-01"));
      for (auto d = day("2026-01-01"); d < day("2030-01-01"); d += std::chrono::days{1}) {
        if (d == p.to) p = calendar.next(p);
        ASSERT_EQ(calendar.period_of(kind, d), p) << format_day(d);
        ASSERT_TRUE(p.from <= d && d < p.to) << format_day(d);
      }
    }
  }
}

TEST(FiscalYear, YearsOfWeeksHaveFiftyTwoOrFiftyThreeAndEndNearTheirMonth) {
  for (const auto& rules : every_combination()) {
    if (!core::has_weeks(rules)) continue;
    SCOPED_TRACE(describe(rules));
    for (int first = 2000; first < 2060; ++first) {
      const auto year = core::fiscal_year(rules, first);
      ASSERT_EQ((year.to - year.from).count() % 7, 0);
      ASSERT_TRUE(year.weeks() == 52 || year.weeks() == 53) << first;
      const std::chrono::weekday begins{year.from};
      ASSERT_EQ(begins, rules.week_start);
      // The last day of the year before, seen from the month's end.
      const Day month_end =
          Day{std::chrono::year{first} / std::chrono::month{rules.fiscal_year_start} / 1} -
          std::chrono::days{1};
      const auto off = (year.from - std::chrono::days{1} - month_end).count();
      if (rules.year_end == CalendarRules::YearEnd::nearest)
        ASSERT_TRUE(off >= -3 && off <= 3) << first;
      else
        ASSERT_TRUE(off >= -6 && off <= 0) << first;
    }
  }
}

}  // namespace
}  // namespace dealbell::test
