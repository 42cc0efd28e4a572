#include "intake/health/source_health.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <random>
#include <vector>

namespace dealbell::intake {
namespace {

using namespace std::chrono_literals;
using std::chrono::weeks;

const Instant monday = from_ms(1'795'392'000'000);  // 2026-11-23T00:00Z

class Health : public ::testing::Test {
 protected:
  void note(Instant at, Came came, int times = 1) {
    for (int i = 0; i < times; ++i) health_.note(at, came);
  }
  SourceState state(Instant now) { return health_.read(now).state; }

  // Every hour from nine to five on working days brings so many, for eight weeks.
  void learn_office_hours(std::int64_t per_hour) {
    std::vector<HourCount> counts;
    for (auto week = monday - weeks{8}; week < monday; week += weeks{1})
      for (auto day = week; day < week + 5 * 24h; day += 24h)
        for (auto hour = 9h; hour < 17h; hour += 1h) counts.push_back({day + hour, per_hour});
    health_.learn(ArrivalBaseline::of(counts, monday));
  }

  SourceHealth health_;
};

TEST_F(Health, ASourceNobodyHasHeardOfIsNever) {
  const auto reading = health_.read(monday);

  EXPECT_EQ(reading.state, SourceState::never);
  EXPECT_EQ(reading.last, std::nullopt);
  EXPECT_EQ(reading.error_share, std::nullopt) << "nothing is not 0 %";
  EXPECT_EQ(reading.normal_per_hour, std::nullopt);
  EXPECT_EQ(reading.changes_at, std::nullopt);
}

TEST_F(Health, TellsWhatCameInTheLastHour) {
  note(monday, Came::accepted, 3);
  note(monday + 30min, Came::taken);

  const auto reading = health_.read(monday + 40min);

  EXPECT_EQ(reading.state, SourceState::ok);
  EXPECT_EQ(reading.last, monday + 30min);
  EXPECT_EQ(reading.last_accepted, monday);
  EXPECT_EQ(reading.per_hour, 4);
  EXPECT_EQ(reading.changes_at, monday + 60min);
  EXPECT_EQ(health_.read(monday + 60min).per_hour, 1);
  EXPECT_EQ(health_.read(monday + 90min).per_hour, 0);
}

TEST_F(Health, ADeliveryOlderThanTheLastDoesNotTurnTheClockBack) {
  note(monday + 1h, Came::accepted);
  note(monday, Came::accepted);

  EXPECT_EQ(health_.read(monday + 1h).last, monday + 1h);
}

TEST_F(Health, IsSilentOnceSevenShouldHaveCome) {
  learn_office_hours(2);
  note(monday + 9h, Came::accepted);

  EXPECT_EQ(state(monday + 12h + 29min), SourceState::ok);
  const auto reading = health_.read(monday + 12h + 30min);
  EXPECT_EQ(reading.state, SourceState::silent);
  EXPECT_EQ(reading.detail, "nothing since 2026-11-23T09:00:00Z, when 7 would be usual");
}

TEST_F(Health, SaysWhenItWillBeSilent) {
  learn_office_hours(2);
  note(monday + 9h, Came::accepted);

  auto at = monday + 9h;
  for (int steps = 0; steps < 10 && state(at) != SourceState::silent; ++steps) {
    const auto next = health_.read(at).changes_at;
    ASSERT_TRUE(next && *next > at);
    at = *next;
  }

  EXPECT_EQ(at, monday + 12h + 30min);
}

TEST_F(Health, ANightAndAWeekendAreNoSilence) {
  learn_office_hours(2);
  const auto friday = monday + 4 * 24h;
  note(friday + 17h, Came::accepted);

  EXPECT_EQ(state(friday + 3 * 24h + 9h), SourceState::ok);
  EXPECT_EQ(state(friday + 3 * 24h + 13h), SourceState::silent);
}

TEST_F(Health, OneDeliveryEndsTheSilence) {
  learn_office_hours(2);
  note(monday + 9h, Came::accepted);
  ASSERT_EQ(state(monday + 16h), SourceState::silent);

  note(monday + 16h, Came::taken);

  EXPECT_EQ(state(monday + 16h), SourceState::ok);
}

TEST_F(Health, WhoeverProvesNothingDoesNotEndASilence) {
  learn_office_hours(2);
  note(monday + 9h, Came::accepted);

  note(monday + 16h, Came::unproven);

  EXPECT_EQ(state(monday + 16h), SourceState::silent);
}

TEST_F(Health, WithoutNormalsNothingIsSilent) {
  note(monday, Came::accepted);

  EXPECT_EQ(state(monday + weeks{50}), SourceState::ok);
}

TEST_F(Health, FailsWhenHalfOfTheLastCouldNotBeTaken) {
  note(monday, Came::accepted, 5);
  note(monday, Came::failed, 4);
  EXPECT_EQ(state(monday), SourceState::ok) << "nine are too few to judge by";

  note(monday, Came::failed);

  const auto reading = health_.read(monday);
  EXPECT_EQ(reading.state, SourceState::failing);
  EXPECT_DOUBLE_EQ(*reading.error_share, 0.5);
  EXPECT_EQ(reading.detail, "5 of the last 10 could not be taken");
}

TEST_F(Health, JudgesByTheLastHundredOnly) {
  note(monday, Came::failed, 1'000);
  note(monday, Came::accepted, 51);

  EXPECT_DOUBLE_EQ(*health_.read(monday).error_share, 0.49);
  EXPECT_EQ(state(monday), SourceState::ok);
}

TEST_F(Health, FailsWhenOnlyStrangersKnock) {
  note(monday, Came::unproven, 2);
  EXPECT_EQ(state(monday), SourceState::never);

  note(monday, Came::unproven);

  EXPECT_EQ(state(monday), SourceState::failing);
  EXPECT_EQ(health_.read(monday).signature_failures, 3);
  EXPECT_EQ(health_.read(monday).changes_at, monday + 1h);
  EXPECT_EQ(state(monday + 1h), SourceState::never);
}

TEST_F(Health, StrangersBesideTheRealSenderAreOnlyCounted) {
  note(monday, Came::accepted);
  note(monday, Came::unproven, 50);

  const auto reading = health_.read(monday);

  EXPECT_EQ(reading.state, SourceState::ok);
  EXPECT_EQ(reading.signature_failures, 50);
  EXPECT_DOUBLE_EQ(*reading.error_share, 0);
}

TEST_F(Health, TellsOfHolesInTheSequence) {
  health_.note_sequence(monday, 7);
  health_.note_sequence(monday, 10);

  EXPECT_EQ(health_.read(monday).changes_at, monday + 5min);
  EXPECT_EQ(health_.read(monday + 5min).missing, 2);
  EXPECT_EQ(health_.read(monday + 5min).detail, "2 numbers of its sequence are missing");
}

// Senders whose deliveries come independently of each other: hardly a wait may be called silence.
TEST(HealthProperty, ARegularSenderIsHardlyEverCalledSilent) {
  const auto seed = std::random_device{}();
  std::mt19937_64 random{seed};
  SourceHealth health;
  std::vector<HourCount> counts;
  for (auto hour = monday - weeks{8}; hour < monday; hour += 1h) counts.push_back({hour, 6});
  health.learn(ArrivalBaseline::of(counts, monday));

  std::exponential_distribution<double> minutes_between(0.1);
  auto at = monday;
  int silences = 0;
  constexpr int deliveries = 20'000;
  for (int i = 0; i < deliveries; ++i) {
    health.note(at, Came::accepted);
    at += std::chrono::milliseconds(std::llround(minutes_between(random) * 60'000));
    if (health.read(at - 1ms).state == SourceState::silent) ++silences;
  }

  // 18 are to be expected; 60 of them are ten standard deviations away.
  EXPECT_LT(silences, 60) << "seed " << seed;
}

}  // namespace
}  // namespace dealbell::intake
