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
  void note(Instant at, DeliveryOutcome outcome, int times = 1) {
    for (int i = 0; i < times; ++i) health_.note(at, outcome);
  }
  SourceState state(Instant now) { return health_.read(now).state; }

  // A baseline with this count in every hour from nine to five on working days, for eight weeks.
  void set_office_hours(std::int64_t per_hour) {
    std::vector<HourCount> counts;
    for (auto week = monday - weeks{8}; week < monday; week += weeks{1})
      for (auto day = week; day < week + 5 * 24h; day += 24h)
        for (auto hour = 9h; hour < 17h; hour += 1h) counts.push_back({day + hour, per_hour});
    health_.set_baseline(ArrivalBaseline::of(counts, monday));
  }

  SourceHealth health_;
};

TEST_F(Health, IsNeverBeforeTheFirstDelivery) {
  const auto reading = health_.read(monday);

  EXPECT_EQ(reading.state, SourceState::never);
  EXPECT_EQ(reading.last, std::nullopt);
  EXPECT_EQ(reading.error_share, std::nullopt) << "no delivery is not 0 %";
  EXPECT_EQ(reading.normal_per_hour, std::nullopt);
  EXPECT_EQ(reading.changes_at, std::nullopt);
}

TEST_F(Health, CountsTheLastHour) {
  note(monday, DeliveryOutcome::accepted, 3);
  note(monday + 30min, DeliveryOutcome::ignored);

  const auto reading = health_.read(monday + 40min);

  EXPECT_EQ(reading.state, SourceState::ok);
  EXPECT_EQ(reading.last, monday + 30min);
  EXPECT_EQ(reading.last_accepted, monday);
  EXPECT_EQ(reading.per_hour, 4);
  EXPECT_EQ(reading.changes_at, monday + 60min);
  EXPECT_EQ(health_.read(monday + 60min).per_hour, 1);
  EXPECT_EQ(health_.read(monday + 90min).per_hour, 0);
}

TEST_F(Health, AnOlderDeliveryDoesNotChangeTheLastOne) {
  note(monday + 1h, DeliveryOutcome::accepted);
  note(monday, DeliveryOutcome::accepted);

  EXPECT_EQ(health_.read(monday + 1h).last, monday + 1h);
}

TEST_F(Health, IsSilentOnceSevenDeliveriesAreOverdue) {
  set_office_hours(2);
  note(monday + 9h, DeliveryOutcome::accepted);

  EXPECT_EQ(state(monday + 12h + 29min), SourceState::ok);
  const auto reading = health_.read(monday + 12h + 30min);
  EXPECT_EQ(reading.state, SourceState::silent);
  EXPECT_EQ(reading.detail,
            "no delivery since 2026-11-23T09:00:00Z; usually 7 arrive in that time");
}

TEST_F(Health, PredictsWhenItWillBeSilent) {
  set_office_hours(2);
  note(monday + 9h, DeliveryOutcome::accepted);

  auto at = monday + 9h;
  for (int steps = 0; steps < 10 && state(at) != SourceState::silent; ++steps) {
    const auto next = health_.read(at).changes_at;
    ASSERT_TRUE(next && *next > at);
    at = *next;
  }

  EXPECT_EQ(at, monday + 12h + 30min);
}

TEST_F(Health, NightsAndWeekendsAreNotSilence) {
  set_office_hours(2);
  const auto friday = monday + 4 * 24h;
  note(friday + 17h, DeliveryOutcome::accepted);

  EXPECT_EQ(state(friday + 3 * 24h + 9h), SourceState::ok);
  EXPECT_EQ(state(friday + 3 * 24h + 13h), SourceState::silent);
}

TEST_F(Health, OneDeliveryEndsTheSilence) {
  set_office_hours(2);
  note(monday + 9h, DeliveryOutcome::accepted);
  ASSERT_EQ(state(monday + 16h), SourceState::silent);

  note(monday + 16h, DeliveryOutcome::ignored);

  EXPECT_EQ(state(monday + 16h), SourceState::ok);
}

TEST_F(Health, AnUnauthorizedDeliveryDoesNotEndTheSilence) {
  set_office_hours(2);
  note(monday + 9h, DeliveryOutcome::accepted);

  note(monday + 16h, DeliveryOutcome::unauthorized);

  EXPECT_EQ(state(monday + 16h), SourceState::silent);
}

TEST_F(Health, IsNeverSilentWithoutABaseline) {
  note(monday, DeliveryOutcome::accepted);

  EXPECT_EQ(state(monday + weeks{50}), SourceState::ok);
}

TEST_F(Health, FailsIfHalfOfTheLastDeliveriesFailed) {
  note(monday, DeliveryOutcome::accepted, 5);
  note(monday, DeliveryOutcome::rejected, 4);
  EXPECT_EQ(state(monday), SourceState::ok) << "nine deliveries are too few";

  note(monday, DeliveryOutcome::rejected);

  const auto reading = health_.read(monday);
  EXPECT_EQ(reading.state, SourceState::failing);
  EXPECT_DOUBLE_EQ(*reading.error_share, 0.5);
  EXPECT_EQ(reading.detail, "5 of the last 10 deliveries failed");
}

TEST_F(Health, CountsTheLastHundredOnly) {
  note(monday, DeliveryOutcome::rejected, 1'000);
  note(monday, DeliveryOutcome::accepted, 51);

  EXPECT_DOUBLE_EQ(*health_.read(monday).error_share, 0.49);
  EXPECT_EQ(state(monday), SourceState::ok);
}

TEST_F(Health, FailsIfAllDeliveriesOfTheLastHourAreUnauthorized) {
  note(monday, DeliveryOutcome::unauthorized, 2);
  EXPECT_EQ(state(monday), SourceState::never);

  note(monday, DeliveryOutcome::unauthorized);

  EXPECT_EQ(state(monday), SourceState::failing);
  EXPECT_EQ(health_.read(monday).signature_failures, 3);
  EXPECT_EQ(health_.read(monday).changes_at, monday + 1h);
  EXPECT_EQ(state(monday + 1h), SourceState::never);
}

TEST_F(Health, UnauthorizedDeliveriesBesideTheRealSendersAreOnlyCounted) {
  note(monday, DeliveryOutcome::accepted);
  note(monday, DeliveryOutcome::unauthorized, 50);

  const auto reading = health_.read(monday);

  EXPECT_EQ(reading.state, SourceState::ok);
  EXPECT_EQ(reading.signature_failures, 50);
  EXPECT_DOUBLE_EQ(*reading.error_share, 0);
}

TEST_F(Health, ReportsGapsInTheSequence) {
  health_.note_sequence(monday, 7);
  health_.note_sequence(monday, 10);

  EXPECT_EQ(health_.read(monday).changes_at, monday + 5min);
  EXPECT_EQ(health_.read(monday + 5min).missing, 2);
  EXPECT_EQ(health_.read(monday + 5min).detail, "2 sequence numbers are missing");
}

// Deliveries that are independent of each other: waits are hardly ever reported as silence.
TEST(HealthProperty, AnIndependentSenderIsRarelySilent) {
  const auto seed = std::random_device{}();
  std::mt19937_64 random{seed};
  SourceHealth health;
  std::vector<HourCount> counts;
  for (auto hour = monday - weeks{8}; hour < monday; hour += 1h) counts.push_back({hour, 6});
  health.set_baseline(ArrivalBaseline::of(counts, monday));

  std::exponential_distribution<double> minutes_between(0.1);
  auto at = monday;
  int silences = 0;
  constexpr int deliveries = 20'000;
  for (int i = 0; i < deliveries; ++i) {
    health.note(at, DeliveryOutcome::accepted);
    at += std::chrono::milliseconds(std::llround(minutes_between(random) * 60'000));
    if (health.read(at - 1ms).state == SourceState::silent) ++silences;
  }

  // The expected number is 18; 60 is ten standard deviations away.
  EXPECT_LT(silences, 60) << "seed " << seed;
}

}  // namespace
}  // namespace dealbell::intake
