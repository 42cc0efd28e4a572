#include <gtest/gtest.h>

#include <algorithm>

#include "core/queries/elapsed.hpp"
#include "support/core/office.hpp"
#include "support/core/random.hpp"

namespace dealbell::test {
namespace {

using core::Calendar;
using core::CalendarRules;
using std::chrono::days;

CalendarRules random_rules(Random& random) {
  CalendarRules rules;
  for (auto& works : rules.works) works = random.chance(70);
  for (std::size_t i = random.below(30); i > 0; --i)
    rules.holidays.push_back(day("2026-01-01") + days(random.below(365)));
  std::sort(rules.holidays.begin(), rules.holidays.end());
  rules.holidays.erase(std::unique(rules.holidays.begin(), rules.holidays.end()),
                       rules.holidays.end());
  return rules;
}

TEST(WorkingDays, EqualTheCountOfAPlainLoop) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Random random(seed);
    const auto rules = random_rules(random);
    const auto calendar = Calendar::create(rules).value();
    const auto works = [&](Day d) {
      return rules.works[std::chrono::weekday{d}.iso_encoding() - 1] &&
             std::find(rules.holidays.begin(), rules.holidays.end(), d) == rules.holidays.end();
    };
    for (int i = 0; i < 40; ++i) {
      const auto from = day("2025-12-01") + days(random.below(420));
      const auto to = from + days(random.below(90));
      int count = 0;
      for (auto d = from; d < to; d += days{1}) count += works(d);
      ASSERT_EQ(calendar.working_days(from, to), count) << format_day(from) << format_day(to);
      ASSERT_EQ(calendar.working_days(to, from), 0);
      if (count == 0) continue;
      const auto last = calendar.nth_working_day(from, count - 1);
      ASSERT_TRUE(works(last) && last < to);
      ASSERT_EQ(calendar.working_days(from, last), count - 1);
    }
  }
}

core::Range all_november() { return {day("2026-11-01"), day("2026-12-01")}; }

TEST(Elapsed, NeverDecreasesAndIsCompleteAtTheEnd) {
  for (const auto* zone : {"Etc/UTC", "Europe/Berlin", "America/New_York"})
    for (const auto pace :
         {CalendarRules::Pace::working_days, CalendarRules::Pace::calendar_days}) {
      CalendarRules rules;
      rules.zone = zone;
      rules.pace = pace;
      rules.holidays = {day("2026-11-11")};
      const auto calendar = Calendar::create(rules).value();
      // October, with the clock going back in Berlin, and November in New York.
      const core::Range range{day("2026-10-01"), day("2026-12-01")};
      std::int64_t before = 0;
      for (auto t = at("00:00", "2026-09-29"); t < at("00:00", "2026-12-03");
           t += std::chrono::minutes{7}) {
        const auto now = core::elapsed(calendar, range, t);
        ASSERT_LE(before, now.done) << zone << format_instant(t);
        ASSERT_LE(now.done, now.total);
        before = now.done;
      }
      EXPECT_EQ(before, core::elapsed(calendar, range, at("00:00", "2026-12-03")).total);
    }
}

TEST(Elapsed, CountsTodayInQuarterHours) {
  const auto utc = Calendar::create({}).value();

  EXPECT_EQ(core::elapsed(utc, all_november(), at("00:00", "2026-10-31")).done, 0);
  EXPECT_EQ(core::elapsed(utc, all_november(), at("00:14", "2026-11-02")).done, 0);
  EXPECT_EQ(core::elapsed(utc, all_november(), at("00:15", "2026-11-02")).done, 1);
  EXPECT_EQ(core::elapsed(utc, all_november(), at("12:00", "2026-11-03")).done, 96 + 48);
  EXPECT_EQ(core::elapsed(utc, all_november(), at("12:00", "2026-11-03")).total, 21 * 96);
  EXPECT_EQ(core::elapsed(utc, all_november(), at("12:00", "2026-11-07")).done,
            5 * 96);  // Saturday
}

TEST(Elapsed, TheSamePointIsTheSameWorkingDayAndTimeOfDay) {
  const auto utc = Calendar::create({}).value();
  const core::Range october{day("2026-10-01"), day("2026-11-01")};

  EXPECT_EQ(core::same_point(utc, all_november(), october, at("10:30", "2026-11-03")),
            at("10:30", "2026-10-02"));
  // On a free day: where the next working day begins.
  EXPECT_EQ(core::same_point(utc, all_november(), october, at("10:30", "2026-11-07")),
            at("00:00", "2026-10-08"));
  // February 2026 has 20 working days, March 22: its 21st is behind February's end.
  const core::Range february{day("2026-02-01"), day("2026-03-01")};
  const core::Range march{day("2026-03-01"), day("2026-04-01")};
  EXPECT_EQ(core::same_point(utc, march, february, at("10:30", "2026-03-30")),
            at("00:00", "2026-03-01"));
}

TEST(Elapsed, ARangeThatIsNoPeriodIsComparedWithAsManyDaysBefore) {
  const auto utc = Calendar::create({}).value();
  const core::Range week{day("2026-11-05"), day("2026-11-15")};
  const auto over = at("00:00", "2026-12-01");

  const auto before = core::previous_period(utc, week, over);
  const auto year = core::year_before(utc, week, over);

  ASSERT_TRUE(before && year);
  EXPECT_EQ(before->range.from, day("2026-10-26"));
  EXPECT_EQ(before->label, "2026-10-26 to 2026-11-04");
  EXPECT_EQ(year->range.from, day("2025-11-05"));
  EXPECT_FALSE(core::previous_period(utc, core::Range::everything(), over));
  EXPECT_FALSE(core::previous_period(utc, week, at("00:00", "2026-11-04")));  // has not begun
}

}  // namespace
}  // namespace dealbell::test
