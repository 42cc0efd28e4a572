#include "intake/source_normals.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace dealbell::intake {
namespace {

using namespace std::chrono_literals;
using std::chrono::weeks;

const Instant monday = from_ms(1'795'392'000'000);  // 2026-11-23T00:00Z

// So many in the hour at nine of each of the last Mondays, the newest last.
std::vector<HourCount> mondays_at_nine(const std::vector<std::int64_t>& counts) {
  std::vector<HourCount> hours;
  auto week = monday - weeks{static_cast<int>(counts.size())};
  for (const auto count : counts) {
    hours.push_back({week + 9h, count});
    week += weeks{1};
  }
  return hours;
}

double at_nine(const std::vector<HourCount>& counts, UtcOffset offset = {}) {
  const auto normals = SourceNormals::of(counts, monday + 9h, std::move(offset));
  return normals ? normals->expected(monday + 9h, monday + 10h) : -1;
}

TEST(SourceNormals, AreNotKnownBeforeAWeekIsOver) {
  const std::vector<HourCount> counts{{monday, 5}};

  EXPECT_FALSE(SourceNormals::of(counts, monday + weeks{1} - 1h));
  EXPECT_TRUE(SourceNormals::of(counts, monday + weeks{1}));
  EXPECT_FALSE(SourceNormals::of({}, monday));
}

TEST(SourceNormals, AreTheMeanOfTheWeeksThereAre) {
  EXPECT_DOUBLE_EQ(at_nine(mondays_at_nine({4})), 4);
  EXPECT_DOUBLE_EQ(at_nine(mondays_at_nine({4, 8})), 6);
}

TEST(SourceNormals, LeaveOutTheLargestWeek) {
  EXPECT_DOUBLE_EQ(at_nine(mondays_at_nine({4, 10'000, 8})), 6);
  EXPECT_DOUBLE_EQ(at_nine(mondays_at_nine({7, 7, 7, 7, 7, 7, 7, 0})), 6);
}

TEST(SourceNormals, LookAtEightWeeks) {
  EXPECT_DOUBLE_EQ(at_nine(mondays_at_nine({1'000, 1'000, 8, 8, 8, 8, 8, 8, 8, 8})), 8);
}

TEST(SourceNormals, DoNotLookAtTheHourThatIsNotOver) {
  auto counts = mondays_at_nine({4, 4});
  counts.push_back({monday + 9h, 1'000});

  EXPECT_DOUBLE_EQ(at_nine(counts), 4);
}

TEST(SourceNormals, AddUpAnHourThatComesInParts) {
  auto counts = mondays_at_nine({4});
  counts.push_back({monday - weeks{1} + 9h, 2});

  EXPECT_DOUBLE_EQ(at_nine(counts), 6);
}

TEST(SourceNormals, ExpectInProportionToTheTime) {
  const auto normals = SourceNormals::of(mondays_at_nine({60}), monday + 9h).value();

  EXPECT_DOUBLE_EQ(normals.expected(monday + 8h + 30min, monday + 9h + 30min), 30);
  EXPECT_DOUBLE_EQ(normals.expected(monday, monday + weeks{2}), 120);
  EXPECT_DOUBLE_EQ(normals.expected(monday, monday), 0);
}

TEST(SourceNormals, KnowWhenSoManyAreToBeExpected) {
  const auto normals = SourceNormals::of(mondays_at_nine({60}), monday + 9h).value();

  EXPECT_EQ(normals.when_expected(monday, 7), monday + 9h + 7min);
  EXPECT_EQ(normals.when_expected(monday, 61), monday + weeks{1} + 9h + 1min);
  EXPECT_EQ(normals.when_expected(monday, 481), std::nullopt) << "longer than eight weeks";
}

TEST(SourceNormals, FollowTheOfficesClock) {
  // Summer time ends between the two Mondays: nine o'clock is 7:00Z before and 8:00Z after.
  const auto change = monday - weeks{1} + 24h;
  const UtcOffset offset = [=](Instant t) { return t < change ? 2h : 1h; };
  const std::vector<HourCount> counts{{monday - weeks{1} + 7h, 6}};

  const auto normals = SourceNormals::of(counts, monday + 7h, offset).value();

  EXPECT_DOUBLE_EQ(normals.expected(monday + 8h, monday + 9h), 6);
  EXPECT_DOUBLE_EQ(normals.expected(monday + 7h, monday + 8h), 0);
}

}  // namespace
}  // namespace dealbell::intake
