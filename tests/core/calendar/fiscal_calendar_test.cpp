#include <gtest/gtest.h>

#include "core/calendar/calendar.hpp"
#include "support/core/office.hpp"

// Compares with published calendars: the retail calendar of the NRF, and fiscal years from the
// reports of companies and governments.
namespace dealbell::test {
namespace {

using core::Calendar;
using core::CalendarRules;
using core::Period;
using core::PeriodKind;
using std::chrono::days;
using std::chrono::weeks;

Calendar with(CalendarRules rules) { return Calendar::create(std::move(rules)).value(); }

CalendarRules fiscal(unsigned start,
                     CalendarRules::Pattern pattern = CalendarRules::Pattern::months,
                     CalendarRules::YearEnd end = CalendarRules::YearEnd::last) {
  CalendarRules rules;
  rules.fiscal_year_start = start;
  rules.pattern = pattern;
  rules.year_end = end;
  rules.week_start = std::chrono::Sunday;
  return rules;
}

// 4-5-4, weeks from Sunday, ends on the Saturday nearest to 31 January, named by its start.
CalendarRules nrf_rules() {
  auto rules = fiscal(2, CalendarRules::Pattern::w454, CalendarRules::YearEnd::nearest);
  rules.year_name = CalendarRules::YearName::start;
  return rules;
}
Calendar nrf() { return with(nrf_rules()); }
Calendar nrf_plain() {
  auto rules = nrf_rules();
  rules.extra_week = CalendarRules::ExtraWeek::plain;
  return with(rules);
}

Period named(const Calendar& calendar, const std::string& key) {
  return calendar.parse_period(key).value();
}

// "2023-01-29 to 2024-02-03": both days included, as in printed calendars.
std::string days_of(const Period& p) {
  return format_day(p.from) + " to " + format_day(p.to - days{1});
}
std::string days_of(const Calendar& calendar, const std::string& key) {
  return days_of(named(calendar, key));
}

TEST(FiscalCalendar, RetailYearsBeginAndEndAsPublishedByTheNrf) {
  const auto calendar = nrf();

  EXPECT_EQ(days_of(calendar, "FY2022"), "2022-01-30 to 2023-01-28");
  EXPECT_EQ(days_of(calendar, "FY2023"), "2023-01-29 to 2024-02-03");  // 53 weeks
  EXPECT_EQ(days_of(calendar, "FY2024"), "2024-02-04 to 2025-02-01");
  EXPECT_EQ(days_of(calendar, "FY2025"), "2025-02-02 to 2026-01-31");
}

TEST(FiscalCalendar, RetailYearsOf53WeeksAreTheKnownOnes) {
  const auto calendar = nrf();

  std::vector<int> of_53;
  for (int y = 2000; y < 2030; ++y) {
    const auto year = named(calendar, "FY" + std::to_string(y));
    if (year.to - year.from == weeks{53})
      of_53.push_back(y);
    else
      EXPECT_EQ((year.to - year.from), weeks{52}) << y;
  }

  EXPECT_EQ(of_53, (std::vector<int>{2000, 2006, 2012, 2017, 2023, 2028}));
}

TEST(FiscalCalendar, RetailPeriodsAre454AndTheExtraWeekIsInTheLast) {
  const auto calendar = nrf();

  EXPECT_EQ(days_of(calendar, "FY2023-P01"), "2023-01-29 to 2023-02-25");
  EXPECT_EQ(days_of(calendar, "FY2023-P02"), "2023-02-26 to 2023-04-01");
  EXPECT_EQ(days_of(calendar, "FY2023-P03"), "2023-04-02 to 2023-04-29");
  EXPECT_EQ(days_of(calendar, "FY2023-P10"), "2023-10-29 to 2023-11-25");
  EXPECT_EQ(days_of(calendar, "FY2023-P11"), "2023-11-26 to 2023-12-30");
  EXPECT_EQ(days_of(calendar, "FY2023-P12"), "2023-12-31 to 2024-02-03");
  EXPECT_EQ(days_of(calendar, "FY2023-Q4"), "2023-10-29 to 2024-02-03");
  EXPECT_EQ(days_of(calendar, "FY2024-P12"), "2025-01-05 to 2025-02-01");
}

TEST(FiscalCalendar, TheThreePatternsDifferOnlyWithinTheQuarter) {
  const auto first_quarter = [](CalendarRules::Pattern pattern) {
    const auto calendar = with(fiscal(1, pattern));
    std::string lengths;
    for (const auto* key : {"FY2026-P01", "FY2026-P02", "FY2026-P03"}) {
      const auto p = named(calendar, key);
      lengths += std::to_string((p.to - p.from) / weeks{1});
    }
    EXPECT_EQ(named(calendar, "FY2026-P03").to, named(calendar, "FY2026-Q1").to);
    return lengths;
  };

  EXPECT_EQ(first_quarter(CalendarRules::Pattern::w445), "445");
  EXPECT_EQ(first_quarter(CalendarRules::Pattern::w454), "454");
  EXPECT_EQ(first_quarter(CalendarRules::Pattern::w544), "544");
}

TEST(FiscalCalendar, AYearMayEndOnTheLastSaturdayOfSeptember) {
  const auto calendar = with(fiscal(10, CalendarRules::Pattern::w445));

  EXPECT_EQ(days_of(calendar, "FY2017"), "2016-09-25 to 2017-09-30");  // 53 weeks
  EXPECT_EQ(days_of(calendar, "FY2022"), "2021-09-26 to 2022-09-24");
  EXPECT_EQ(days_of(calendar, "FY2023"), "2022-09-25 to 2023-09-30");  // 53 weeks
  EXPECT_EQ(days_of(calendar, "FY2024"), "2023-10-01 to 2024-09-28");
}

TEST(FiscalCalendar, AYearThatEndsInDecemberIsNamedAfterItEvenIfItBeginsTheYearBefore) {
  const auto calendar = with(fiscal(1, CalendarRules::Pattern::w445));

  EXPECT_EQ(days_of(calendar, "FY2022"), "2021-12-26 to 2022-12-31");  // 53 weeks
  EXPECT_EQ(days_of(calendar, "FY2023"), "2023-01-01 to 2023-12-30");
  EXPECT_EQ(days_of(calendar, "FY2024"), "2023-12-31 to 2024-12-28");
  EXPECT_EQ(calendar.key(calendar.period_of(PeriodKind::year, day("2023-12-31"))), "FY2024");
}

TEST(FiscalCalendar, YearsOfWeeksEndOnSundayIfWeeksBeginOnMonday) {
  auto rules = fiscal(1, CalendarRules::Pattern::w445, CalendarRules::YearEnd::nearest);
  rules.week_start = std::chrono::Monday;
  const auto calendar = with(rules);

  // The ISO year: it begins with the week that has the year's first Thursday.
  for (int y = 2000; y < 2030; ++y) {
    const auto year = named(calendar, "FY" + std::to_string(y));
    const auto first_week = calendar.period_of(PeriodKind::week, year.from);
    EXPECT_EQ(first_week.from, year.from);
    EXPECT_EQ(calendar.key(first_week), std::to_string(y) + "-W01");
  }
}

TEST(FiscalCalendar, AYearOfMonthsBeginsOnTheFirst) {
  const auto october = with(fiscal(10));  // the government of the United States

  EXPECT_EQ(days_of(october, "FY2027"), "2026-10-01 to 2027-09-30");
  EXPECT_EQ(days_of(october, "FY2027-Q1"), "2026-10-01 to 2026-12-31");
  EXPECT_EQ(days_of(october, "FY2027-Q4"), "2027-07-01 to 2027-09-30");
  EXPECT_EQ(days_of(october, "2026-11"), "2026-11-01 to 2026-11-30");
}

TEST(FiscalCalendar, AYearIsNamedAfterItsEndOrItsStart) {
  auto rules = fiscal(4);
  EXPECT_EQ(with(rules).key(with(rules).period_of(PeriodKind::year, day("2026-11-23"))), "FY2027");

  rules.year_name = CalendarRules::YearName::start;
  EXPECT_EQ(with(rules).key(with(rules).period_of(PeriodKind::year, day("2026-11-23"))), "FY2026");
  EXPECT_EQ(days_of(with(rules), "FY2026-Q4"), "2027-01-01 to 2027-03-31");
}

TEST(FiscalCalendar, KeysAndLabelsShowTheKindOfYear) {
  const auto keys = [](const Calendar& calendar) {
    std::string text;
    for (const auto kind : {PeriodKind::month, PeriodKind::quarter, PeriodKind::year}) {
      const auto p = calendar.period_of(kind, day("2026-11-23"));
      text += calendar.key(p) + " (" + calendar.label(p) + ") ";
    }
    return text;
  };

  EXPECT_EQ(keys(with({})), "2026-11 (November) 2026-Q4 (Q4) 2026 (2026) ");
  EXPECT_EQ(keys(with(fiscal(7))), "2026-11 (November) FY2027-Q2 (Q2) FY2027 (FY2027) ");
  EXPECT_EQ(keys(with(fiscal(7, CalendarRules::Pattern::w445))),
            "FY2027-P06 (period 6) FY2027-Q2 (Q2) FY2027 (FY2027) ");
}

TEST(FiscalCalendar, OnlyTheCalendarsOwnFormsAreReadAndErrorsShowThem) {
  const auto refusal = [](const Calendar& calendar, const std::string& key) {
    const auto parsed = calendar.parse_period(key);
    return parsed ? "read" : parsed.error().message;
  };
  const auto plain = with({}), july = with(fiscal(7)),
             weekly = with(fiscal(7, CalendarRules::Pattern::w445));

  EXPECT_EQ(refusal(plain, "FY2027"), "\"FY2027\" is not a period: write 2026, 2026-Q4 or 2026-11");
  EXPECT_EQ(refusal(july, "2026-Q4"),
            "\"2026-Q4\" is not a period: write FY2027, FY2027-Q2 or 2026-11");
  EXPECT_EQ(refusal(weekly, "2026-11"),
            "\"2026-11\" is not a period: write FY2027, FY2027-Q2 or FY2027-P05");
  for (const auto* key :
       {"",           "F",          "FY",          "FY27",      "FY2027-",    "FY2027-Q",
        "FY2027-Q0",  "FY2027-Q5",  "FY2027-Qx",   "FY2027-P5", "FY2027-P00", "FY2027-P13",
        "FY2027-P1x", "FY2027-Px1", "FY2027-P005", "FY20x7",    "FY1899",     "FY2200",
        "fy2027",     "FY2027 ",    "FY-027",      "2027-P05"})
    EXPECT_NE(refusal(weekly, key), "read") << key;
  for (const auto* key : {"2026-Q0", "2026-Q5", "2026-00", "2026-13", "2026-1", "2026-+1", "1899",
                          "2026-Q44", "2026-P05", "2026-11-23", "2026-W48", "20 6"})
    EXPECT_NE(refusal(plain, key), "read") << key;
}

TEST(FiscalCalendar, AfterAYearOf53WeeksTheSameTradingWeeksAreCompared) {
  // The NRF's restated 2023 begins a week later, on 5 February.
  const auto calendar = nrf();
  const auto before = [&](const std::string& key) {
    return days_of(calendar.year_before(named(calendar, key)));
  };

  EXPECT_EQ(before("FY2024"), "2023-02-05 to 2024-02-03");
  EXPECT_EQ(before("FY2024-Q1"), "2023-02-05 to 2023-05-06");
  EXPECT_EQ(before("FY2024-P01"), "2023-02-05 to 2023-03-04");
  EXPECT_EQ(before("FY2024-P12"), "2024-01-07 to 2024-02-03");
  EXPECT_EQ(before("FY2025-P12"), days_of(calendar, "FY2024-P12"));  // and the year after that
}

TEST(FiscalCalendar, WithPlainWeek1IsComparedWithWeek1) {
  const auto calendar = nrf_plain();
  const auto before = [&](const std::string& key) {
    return days_of(calendar.year_before(named(calendar, key)));
  };

  EXPECT_EQ(before("FY2024"), "2023-01-29 to 2024-01-27");  // without the 53rd
  EXPECT_EQ(before("FY2024-Q1"), days_of(calendar, "FY2023-Q1"));
  EXPECT_EQ(before("FY2024-P12"), "2023-12-31 to 2024-01-27");
  EXPECT_EQ(before("FY2025-P12"), days_of(calendar, "FY2024-P12"));
}

TEST(FiscalCalendar, The53rdWeekHasNoCounterpart) {
  for (const auto& calendar : {nrf(), nrf_plain()}) {
    EXPECT_EQ(calendar.year_before(named(calendar, "FY2023")), named(calendar, "FY2022"));
    EXPECT_EQ(calendar.year_before(named(calendar, "FY2023-Q4")), named(calendar, "FY2022-Q4"));
    EXPECT_EQ(calendar.year_before(named(calendar, "FY2023-P12")), named(calendar, "FY2022-P12"));
  }
}

TEST(FiscalCalendar, AWeekIsComparedWithTheOne52WeeksBeforeOrWithTheSameNumber) {
  const auto first = [](const Calendar& calendar, const std::string& in) {
    return format_day(calendar.year_before(calendar.period_of(PeriodKind::week, day(in))).from);
  };

  EXPECT_EQ(first(with({}), "2026-11-23"), "2025-11-24");  // 2025-W48
  EXPECT_EQ(first(nrf(), "2024-02-04"), "2023-02-05");
  EXPECT_EQ(first(nrf_plain(), "2024-02-04"), "2023-01-29");
  EXPECT_EQ(first(nrf_plain(), "2024-01-28"), "2023-01-22");  // the 53rd: the last there was
}

TEST(FiscalCalendar, PlainPeriodsAreComparedWithTheSameOnesAYearBefore) {
  const auto calendar = with(fiscal(10));
  const auto before = [&](const std::string& key) {
    return calendar.key(calendar.year_before(named(calendar, key)));
  };
  const auto day_before = [&](const std::string& text) {
    return calendar.key(calendar.year_before(calendar.period_of(PeriodKind::day, day(text))));
  };

  EXPECT_EQ(before("2024-02"), "2023-02");
  EXPECT_EQ(before("2025-02"), "2024-02");
  EXPECT_EQ(days_of(calendar.year_before(named(calendar, "2025-02"))), "2024-02-01 to 2024-02-29");
  EXPECT_EQ(before("FY2027-Q2"), "FY2026-Q2");
  EXPECT_EQ(before("FY2027"), "FY2026");
  EXPECT_EQ(day_before("2026-11-23"), "2025-11-23");
  EXPECT_EQ(day_before("2024-02-29"), "2023-02-28");
}

// All combinations of rules. Tested over more than one cycle of leap years.
std::vector<CalendarRules> all_rules() {
  using Pattern = CalendarRules::Pattern;
  std::vector<CalendarRules> all;
  for (const auto pattern : {Pattern::months, Pattern::w445, Pattern::w454, Pattern::w544})
    for (unsigned start = 1; start <= 12; ++start)
      for (const auto week_start :
           {std::chrono::Monday, std::chrono::Saturday, std::chrono::Sunday})
        for (const bool nearest : {false, true})
          for (const bool by_start : {false, true}) {
            if (pattern == Pattern::months && nearest) continue;  // does not apply to months
            auto rules = fiscal(start, pattern);
            rules.week_start = week_start;
            if (nearest) rules.year_end = CalendarRules::YearEnd::nearest;
            if (by_start) rules.year_name = CalendarRules::YearName::start;
            all.push_back(rules);
          }
  return all;
}

std::string described(const CalendarRules& rules) {
  return "start " + std::to_string(rules.fiscal_year_start) + " pattern " +
         std::to_string(static_cast<int>(rules.pattern)) + " weekday " +
         std::to_string(rules.week_start.c_encoding()) +
         (rules.year_end == CalendarRules::YearEnd::nearest ? " nearest" : " last") +
         (rules.year_name == CalendarRules::YearName::start ? " by start" : " by end");
}

const Day first_day = day("2004-01-01"), last_day = day("2034-12-31");

TEST(EveryFiscalCalendar, HasEachDayInExactlyOnePeriodOfAKind) {
  for (const auto& rules : all_rules()) {
    SCOPED_TRACE(described(rules));
    const auto calendar = with(rules);
    for (const auto kind :
         {PeriodKind::week, PeriodKind::month, PeriodKind::quarter, PeriodKind::year}) {
      for (auto p = calendar.period_of(kind, first_day); p.from <= last_day;) {
        ASSERT_LT(p.from, p.to);
        for (auto d = p.from; d < p.to; d += days{1}) ASSERT_EQ(calendar.period_of(kind, d), p);
        const auto next = calendar.next(p);
        ASSERT_EQ(next.from, p.to);
        ASSERT_EQ(calendar.previous(next), p);
        p = next;
      }
    }
  }
}

TEST(EveryFiscalCalendar, HasYearsOf4QuartersOf3Periods) {
  for (const auto& rules : all_rules()) {
    SCOPED_TRACE(described(rules));
    const auto calendar = with(rules);
    const auto tile = [&](const Period& whole, PeriodKind kind, int parts) {
      auto part = calendar.period_of(kind, whole.from);
      ASSERT_EQ(part.from, whole.from);
      for (int i = 1; i < parts; ++i) part = calendar.next(part);
      ASSERT_EQ(part.to, whole.to) << calendar.key(whole);
    };
    for (auto year = calendar.period_of(PeriodKind::year, first_day); year.from <= last_day;
         year = calendar.next(year)) {
      tile(year, PeriodKind::quarter, 4);
      tile(year, PeriodKind::month, 12);
      for (auto q = calendar.period_of(PeriodKind::quarter, year.from); q.from < year.to;
           q = calendar.next(q))
        tile(q, PeriodKind::month, 3);
    }
  }
}

TEST(EveryFiscalCalendar, HasYearsOfWholeWeeksThatBeginByTheRule) {
  for (const auto& rules : all_rules()) {
    if (rules.pattern == CalendarRules::Pattern::months) continue;
    SCOPED_TRACE(described(rules));
    const auto calendar = with(rules);
    int long_years = 0;
    for (auto year = calendar.period_of(PeriodKind::year, first_day); year.from <= last_day;
         year = calendar.next(year)) {
      ASSERT_EQ(calendar.period_of(PeriodKind::week, year.from).from, year.from);
      ASSERT_TRUE(year.to - year.from == weeks{52} || year.to - year.from == weeks{53});
      long_years += year.to - year.from == weeks{53};
      // The year's last day lies in the week up to the month's end, or in the one around it.
      const bool nearest = rules.year_end == CalendarRules::YearEnd::nearest;
      const std::chrono::year_month_day ends{year.to - days{1 + (nearest ? 3 : 0)}};
      const auto month_end = std::chrono::sys_days{ends.year() / ends.month() / std::chrono::last};
      ASSERT_EQ(unsigned{ends.month()}, (rules.fiscal_year_start + 10) % 12 + 1);
      ASSERT_LE(year.to - days{1}, month_end + days{nearest ? 3 : 0});
      ASSERT_GT(year.to - days{1} + weeks{1}, month_end + days{nearest ? 3 : 0});
    }
    EXPECT_GE(long_years, 4);  // one in five or six
    EXPECT_LE(long_years, 7);
  }
}

TEST(EveryFiscalCalendar, ReadsBackTheKeysItWritesAndTheySortByTime) {
  for (const auto& rules : all_rules()) {
    SCOPED_TRACE(described(rules));
    const auto calendar = with(rules);
    for (const auto kind : {PeriodKind::month, PeriodKind::quarter, PeriodKind::year}) {
      std::string last;
      for (auto p = calendar.period_of(kind, first_day); p.from <= last_day; p = calendar.next(p)) {
        const auto key = calendar.key(p);
        ASSERT_LT(last, key);
        const auto read = calendar.parse_period(key);
        ASSERT_TRUE(read) << key;
        ASSERT_EQ(*read, p) << key;
        last = key;
      }
    }
  }
}

TEST(EveryFiscalCalendar, ReadsBackDaysAndWeeksAsAnyPeriod) {
  for (const auto week_start : {std::chrono::Monday, std::chrono::Saturday, std::chrono::Sunday}) {
    auto rules = fiscal(2, CalendarRules::Pattern::w454);
    rules.week_start = week_start;
    const auto calendar = with(rules);
    for (const auto kind : {PeriodKind::day, PeriodKind::week, PeriodKind::month})
      for (auto p = calendar.period_of(kind, first_day); p.from <= last_day; p = calendar.next(p))
        ASSERT_EQ(calendar.parse_any_period(calendar.key(p)).value(), p) << calendar.key(p);
  }
}

TEST(EveryFiscalCalendar, ComparesAYearWithTheYearBefore) {
  for (auto rules : all_rules())
    for (const auto extra : {CalendarRules::ExtraWeek::restated, CalendarRules::ExtraWeek::plain}) {
      rules.extra_week = extra;
      SCOPED_TRACE(described(rules));
      const auto calendar = with(rules);
      for (auto year = calendar.period_of(PeriodKind::year, first_day); year.from <= last_day;
           year = calendar.next(year)) {
        const auto before = calendar.year_before(year);
        const auto whole = calendar.previous(year);
        ASSERT_GE(before.from, whole.from);
        ASSERT_LE(before.to, whole.to);
        ASSERT_LE(before.to - before.from, weeks{52} + days{2});
        // Its quarters' and periods' comparisons tile it.
        for (const auto kind : {PeriodKind::quarter, PeriodKind::month}) {
          auto reached = before.from;
          for (auto p = calendar.period_of(kind, year.from); p.from < year.to;
               p = calendar.next(p)) {
            ASSERT_EQ(calendar.year_before(p).from, reached) << calendar.key(p);
            reached = calendar.year_before(p).to;
          }
          ASSERT_EQ(reached, before.to);
        }
      }
    }
}

}  // namespace
}  // namespace dealbell::test
