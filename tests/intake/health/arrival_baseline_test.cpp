#include "intake/health/arrival_baseline.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace dealbell::intake {
namespace {

using namespace std::chrono_literals;
using std::chrono::weeks;

const Instant this_monday = from_ms(1'795'392'000'000);  // 2026-11-23T00:00Z

// Counts for the hour at nine on the last Mondays, the newest last.
std::vector<HourCount> mondays_at_nine(const std::vector<std::int64_t>& counts) {
  std::vector<HourCount> hours;
  auto week = this_monday - weeks{static_cast<int>(counts.size())};
  for (const auto count : counts) {
    hours.push_back({week + 9h, count});
    week += weeks{1};
  }
  return hours;
}

double at_nine(const std::vector<HourCount>& counts, UtcOffset offset = {}) {
  const auto baseline = ArrivalBaseline::of(counts, this_monday + 9h, std::move(offset));
  return baseline ? baseline->expected(this_monday + 9h, this_monday + 10h) : -1;
}

TEST(ArrivalBaseline, NeedsAWholeWeekOfCounts) {
  const std::vector<HourCount> counts{{this_monday, 5}};

  EXPECT_FALSE(ArrivalBaseline::of(counts, this_monday + weeks{1} - 1h));
  EXPECT_TRUE(ArrivalBaseline::of(counts, this_monday + weeks{1}));
  EXPECT_FALSE(ArrivalBaseline::of({}, this_monday));
}

TEST(ArrivalBaseline, IsTheMeanOfTheAvailableWeeks) {
  EXPECT_DOUBLE_EQ(at_nine(mondays_at_nine({4})), 4);
  EXPECT_DOUBLE_EQ(at_nine(mondays_at_nine({4, 8})), 6);
}

TEST(ArrivalBaseline, LeavesOutTheLargestWeek) {
  EXPECT_DOUBLE_EQ(at_nine(mondays_at_nine({4, 10'000, 8})), 6);
  EXPECT_DOUBLE_EQ(at_nine(mondays_at_nine({7, 7, 7, 7, 7, 7, 7, 0})), 6);
}

TEST(ArrivalBaseline, UsesTheLastEightWeeks) {
  EXPECT_DOUBLE_EQ(at_nine(mondays_at_nine({1'000, 1'000, 8, 8, 8, 8, 8, 8, 8, 8})), 8);
}

TEST(ArrivalBaseline, DoesNotCountTheCurrentHour) {
  auto counts = mondays_at_nine({4, 4});
  counts.push_back({this_monday + 9h, 1'000});

  EXPECT_DOUBLE_EQ(at_nine(counts), 4);
}

TEST(ArrivalBaseline, AddsSeveralCountsOfOneHour) {
  auto counts = mondays_at_nine({4});
  counts.push_back({this_monday - weeks{1} + 9h, 2});

  EXPECT_DOUBLE_EQ(at_nine(counts), 6);
}

TEST(ArrivalBaseline, ExpectsInProportionToTheTime) {
  const auto baseline = ArrivalBaseline::of(mondays_at_nine({60}), this_monday + 9h).value();

  EXPECT_DOUBLE_EQ(baseline.expected(this_monday + 8h + 30min, this_monday + 9h + 30min), 30);
  EXPECT_DOUBLE_EQ(baseline.expected(this_monday, this_monday + weeks{2}), 120);
  EXPECT_DOUBLE_EQ(baseline.expected(this_monday, this_monday), 0);
}

TEST(ArrivalBaseline, ComputesWhenANumberIsExpected) {
  const auto baseline = ArrivalBaseline::of(mondays_at_nine({60}), this_monday + 9h).value();

  EXPECT_EQ(baseline.when_expected(this_monday, 7), this_monday + 9h + 7min);
  EXPECT_EQ(baseline.when_expected(this_monday, 61), this_monday + weeks{1} + 9h + 1min);
  EXPECT_EQ(baseline.when_expected(this_monday, 481), std::nullopt) << "longer than eight weeks";
}

TEST(ArrivalBaseline, FollowsDaylightSavingTime) {
  // Summer time ends between the two Mondays: nine o'clock is 7:00Z before and 8:00Z after.
  const auto change = this_monday - weeks{1} + 24h;
  const UtcOffset offset = [=](Instant t) { return t < change ? 2h : 1h; };
  const std::vector<HourCount> counts{{this_monday - weeks{1} + 7h, 6}};

  const auto baseline = ArrivalBaseline::of(counts, this_monday + 7h, offset).value();

  EXPECT_DOUBLE_EQ(baseline.expected(this_monday + 8h, this_monday + 9h), 6);
  EXPECT_DOUBLE_EQ(baseline.expected(this_monday + 7h, this_monday + 8h), 0);
}

}  // namespace
}  // namespace dealbell::intake
