#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "org_errors.hpp"

namespace dealbell::wire {
namespace {

using ::testing::ElementsAre;

TEST(OrgCalendar, HasDefaults) {
  EXPECT_EQ(office("{}").calendar, core::CalendarRules{});
  EXPECT_EQ(office(R"({"calendar":{}})").calendar, core::CalendarRules{});
}

TEST(OrgCalendar, ReadsFiscalYearsOfWeeksHolidaysAndPace) {
  using Rules = core::CalendarRules;
  const auto rules = office(R"({"zone":"Europe/Berlin","week_start":"sunday","calendar":{
      "fiscal_year_start":"february","fiscal_year_name":"start","periods":"4-5-4",
      "year_end":"nearest","extra_week":"plain","working_days":["sunday","monday"],
      "holidays":["2026-12-26",{"day":"2026-12-25","name":"Christmas"}],"pace":"calendar_days"}})")
                         .calendar;

  EXPECT_EQ(rules.fiscal_year_start, 2u);
  EXPECT_EQ(rules.year_name, Rules::YearName::start);
  EXPECT_EQ(rules.pattern, Rules::Pattern::w454);
  EXPECT_EQ(rules.year_end, Rules::YearEnd::nearest);
  EXPECT_EQ(rules.extra_week, Rules::ExtraWeek::plain);
  EXPECT_THAT(rules.works, ElementsAre(true, false, false, false, false, false, true));
  EXPECT_THAT(rules.holidays, ElementsAre(day("2026-12-25"), day("2026-12-26")));
  EXPECT_EQ(rules.pace, Rules::Pace::calendar_days);
}

TEST(OrgCalendar, AWeekMayStartOnAnyDay) {
  EXPECT_EQ(office(R"({})").calendar.week_start, std::chrono::Monday);
  EXPECT_EQ(office(R"({"week_start":"saturday"})").calendar.week_start, std::chrono::Saturday);
  EXPECT_THAT(errors_of(R"({"week_start":"someday"})"), ElementsAre("bad_value /week_start"));
}

TEST(OrgCalendar, TheFirstMonthIsANameOrANumber) {
  EXPECT_EQ(office(R"({"calendar":{"fiscal_year_start":7}})").calendar.fiscal_year_start, 7u);
  EXPECT_THAT(errors_of(R"({"calendar":{"fiscal_year_start":13}})"),
              ElementsAre("bad_value /calendar/fiscal_year_start"));
}

TEST(OrgCalendar, AnUnknownWordGetsASuggestionAndTheList) {
  EXPECT_EQ(only_message(R"({"calendar":{"pace":"workingdays"}})"),
            "\"workingdays\" is not known: did you mean \"working_days\"? Possible values are "
            "working_days or calendar_days");
  EXPECT_EQ(only_message(R"({"calendar":{"periods":"13 weeks"}})"),
            "\"13 weeks\" is not known: expected months, 4-4-5, 4-5-4 or 5-4-4");
}

TEST(OrgCalendar, NeedsAWorkingDayAndListsEachDayOnce) {
  EXPECT_THAT(errors_of(R"({"calendar":{"working_days":[]}})"),
              ElementsAre("bad_value /calendar/working_days"));
  EXPECT_THAT(errors_of(R"({"calendar":{"working_days":["monday","monday"],
                           "holidays":["2026-12-25",{"day":"2026-12-25"},{"name":"x"}]}})"),
              ElementsAre("bad_value /calendar/working_days/1", "bad_value /calendar/holidays/1",
                          "missing /calendar/holidays/2/day"));
}

TEST(OrgLock, NeedsBothOfItsParts) {
  const auto org = office(R"({"lock":{"after_working_days":5,"from":"2026-01-01"}})");

  EXPECT_EQ(org.lock.value().after_working_days, 5);
  EXPECT_EQ(org.lock->from, day("2026-01-01"));
  EXPECT_THAT(errors_of(R"({"lock":{}})"),
              ElementsAre("missing /lock/after_working_days", "missing /lock/from"));
  EXPECT_THAT(
      errors_of(R"({"lock":{"after_working_days":61,"from":"2026-01-01"}})"),
      ElementsAre("bad_value /lock/after_working_days", "missing /lock/after_working_days"));
}

}  // namespace
}  // namespace dealbell::wire
