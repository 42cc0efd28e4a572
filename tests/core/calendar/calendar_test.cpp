#include "core/calendar/calendar.hpp"

#include <gtest/gtest.h>

#include "support/core/office.hpp"

namespace dealbell::test {
namespace {

using core::Calendar;
using core::PeriodKind;

Calendar in(const std::string& zone, std::chrono::weekday week_start = std::chrono::Monday) {
  core::CalendarRules rules;
  rules.zone = zone;
  rules.week_start = week_start;
  return Calendar::create(rules).value();
}

TEST(Calendar, DaysFollowDaylightSaving) {
  const auto berlin = in("Europe/Berlin");

  EXPECT_EQ(berlin.day_of(at("22:30", "2026-07-01")), day("2026-07-02"));
  EXPECT_EQ(berlin.day_of(at("22:30", "2026-12-01")), day("2026-12-01"));
  EXPECT_EQ(berlin.start_of(day("2026-03-29")), at("23:00", "2026-03-28"));
  EXPECT_EQ(berlin.start_of(day("2026-03-30")), at("22:00", "2026-03-29"));  // a day of 23 hours
}

TEST(Calendar, ADayWhoseMidnightIsSkippedBeginsAfterTheGap) {
  // In Beirut the clock went from 00:00 to 01:00 on 30 March 2025.
  const auto beirut = in("Asia/Beirut");

  const auto start = beirut.start_of(day("2025-03-30"));

  EXPECT_EQ(start, at("22:00", "2025-03-29"));
  EXPECT_EQ(beirut.day_of(start), day("2025-03-30"));
}

TEST(Calendar, PeriodsHaveKeysThatSortByTime) {
  const auto utc = in("");
  const auto d = day("2026-11-23");

  EXPECT_EQ(utc.key(utc.period_of(PeriodKind::day, d)), "2026-11-23");
  EXPECT_EQ(utc.key(utc.period_of(PeriodKind::week, d)), "2026-W48");
  EXPECT_EQ(utc.key(utc.period_of(PeriodKind::month, d)), "2026-11");
  EXPECT_EQ(utc.key(utc.period_of(PeriodKind::quarter, d)), "2026-Q4");
  EXPECT_EQ(utc.key(utc.period_of(PeriodKind::year, d)), "2026");
}

TEST(Calendar, WeeksBeginOnSundayIfSoConfigured) {
  EXPECT_EQ(in("").period_of(PeriodKind::week, day("2026-11-22")).from, day("2026-11-16"));
  EXPECT_EQ(in("", std::chrono::Sunday).period_of(PeriodKind::week, day("2026-11-22")).from,
            day("2026-11-22"));
}

TEST(Calendar, AWeekHasTheIsoNumberOfMostOfItsDaysAndItsKeyReadsBack) {
  for (unsigned start = 0; start < 7; ++start) {
    const auto calendar = in("", std::chrono::weekday{start});
    const auto week = calendar.period_of(PeriodKind::week, day("2026-11-26"));  // Thursday of W48
    EXPECT_EQ(std::chrono::weekday{week.from}, std::chrono::weekday{start});
    EXPECT_EQ(calendar.key(week), "2026-W48") << start;
    EXPECT_EQ(calendar.parse_any_period("2026-W48").value(), week) << start;
  }
}

TEST(Calendar, PreviousAndNextPeriodsAreAdjacent) {
  const auto utc = in("");
  for (const auto kind : {PeriodKind::day, PeriodKind::week, PeriodKind::month, PeriodKind::quarter,
                          PeriodKind::year}) {
    const auto p = utc.period_of(kind, day("2024-02-29"));
    EXPECT_EQ(utc.previous(p).to, p.from);
    EXPECT_EQ(utc.next(p).from, p.to);
    EXPECT_EQ(utc.next(utc.previous(p)), p);
  }
}

TEST(Calendar, PeriodKeysAreReadBack) {
  const auto utc = in("");
  for (const auto* text : {"2026", "2026-Q3", "2026-02"})
    EXPECT_EQ(in("").key(in("").parse_period(text).value()), text);
  for (const auto* text : {"", "26", "2026-13", "2026-Q5", "November", "2026-1-1"})
    EXPECT_FALSE(in("").parse_period(text)) << text;
}

TEST(Calendar, WorkingDaysAreMondayToFriday) {
  EXPECT_EQ(in("").working_days(day("2026-11-01"), day("2026-12-01")), 21);
  EXPECT_EQ(in("").working_days(day("2026-11-01"), day("2026-11-02")), 0);
  EXPECT_EQ(in("").working_days(day("2026-11-02"), day("2026-11-01")), 0);
  EXPECT_EQ(in("").nth_working_day(day("2026-11-01"), 0), day("2026-11-02"));
  EXPECT_EQ(in("").nth_working_day(day("2026-11-01"), 15), day("2026-11-23"));
}

TEST(Calendar, HolidaysAndOtherWorkingWeeksAreRespected) {
  core::CalendarRules rules;
  rules.works = {true, true, true, true, false, false, true};  // Sunday to Thursday
  rules.holidays = {day("2026-11-24"), day("2026-11-27")};     // a Tuesday; a Friday, free anyway
  const auto calendar = Calendar::create(rules).value();

  EXPECT_TRUE(calendar.is_working_day(day("2026-11-22")));
  EXPECT_FALSE(calendar.is_working_day(day("2026-11-24")));
  EXPECT_FALSE(calendar.is_working_day(day("2026-11-27")));
  EXPECT_EQ(calendar.working_days(day("2026-11-22"), day("2026-11-29")), 4);
  EXPECT_EQ(calendar.working_days(day("2026-11-24"), day("2026-11-25")), 0);
  EXPECT_EQ(calendar.nth_working_day(day("2026-11-23"), 1), day("2026-11-25"));
  EXPECT_EQ(calendar.nth_working_day(day("2026-11-26"), 1), day("2026-11-29"));
}

TEST(Calendar, WorkingDaysEqualACountDayByDay) {
  core::CalendarRules rules;
  rules.works = {true, true, false, true, true, true, false};
  for (auto d = day("2026-01-01"); d < day("2027-01-01"); d += std::chrono::days{17})
    rules.holidays.push_back(d);
  const auto calendar = Calendar::create(rules).value();

  for (auto from = day("2025-12-20"); from < day("2026-02-01"); from += std::chrono::days{1}) {
    int count = 0;
    for (auto to = from; to < day("2027-02-01"); to += std::chrono::days{1}) {
      ASSERT_EQ(calendar.working_days(from, to), count) << format_day(from) << format_day(to);
      if (!calendar.is_working_day(to)) continue;
      ASSERT_EQ(calendar.nth_working_day(from, count), to);
      ++count;
    }
  }
}

TEST(Calendar, TheSearchForAWorkingDayEndsAfterTenYears) {
  core::CalendarRules rules;
  rules.works.fill(false);
  const auto calendar = Calendar::create(rules).value();

  EXPECT_EQ(calendar.nth_working_day(day("2026-11-23"), 0),
            day("2026-11-23") + std::chrono::days{3'660});
  EXPECT_EQ(calendar.working_days(day("2026-11-23"), day("2126-11-23")), 0);
}

TEST(Calendar, AnUnknownZoneIsAnError) {
  EXPECT_EQ(Calendar::create({.zone = "Mars/Olympus"}).error().message,
            "\"Mars/Olympus\" is not a time zone this machine knows");
}

}  // namespace
}  // namespace dealbell::test
