#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "core/demo/demo.hpp"
#include "core/demo/standing.hpp"
#include "core/demo/workdays.hpp"

namespace dealbell::core {
namespace {

using namespace std::chrono_literals;
using std::chrono::days, std::chrono::hours;

// Runs a demo without waiting and keeps what a wall would show of it.
class DemoLiveTest : public testing::Test {
 protected:
  struct Deal {
    std::int64_t e4 = 0;
    bool won = false;
  };

  void start(std::uint64_t seed, const char* when) {
    now_ = parse_instant(when).value();
    deals_.clear();
    wins_.clear();
    reopened_ = 0;
    demo_.emplace(seed, now_, calendar_);
    const auto month = calendar_.period_of(PeriodKind::month, calendar_.day_of(now_));
    total_e4_ = DemoStanding(month, calendar_, demo_->history()).total().e4;
  }

  void run(std::chrono::milliseconds duration, double rate = 1) {
    for (const auto end = now_ + duration;;) {
      const auto wait = demo_->until_next(rate);
      if (now_ + wait > end) break;
      now_ += wait;
      take(demo_->next_live(now_));
    }
  }

  void take(const Event& event) {
    ASSERT_TRUE(ids_.insert(event.id).second) << event.id;
    EXPECT_EQ(event.received_at, now_);
    EXPECT_EQ(event.occurred_at, now_);
    EXPECT_FALSE(event.quiet);
    const auto* what = std::get_if<DealEvent>(&event.what);
    if (!what) return void(++activities_);
    auto& deal = deals_[what->id];
    if (deal.won) total_e4_ -= deal.e4;
    if (what->amount) deal.e4 = (*what->amount)->e4;
    if (what->status) {
      if (deal.won) ++reopened_;
      deal.won = **what->status == DealStatus::won;
      if (deal.won) won(*what);
    }
    if (deal.won) total_e4_ += deal.e4;
  }

  void won(const DealEvent& deal) {
    EXPECT_EQ(deal.closed_at, std::optional{std::optional{now_}});
    EXPECT_GT((*deal.amount)->e4, 0);
    wins_.push_back(now_);
    amounts_e4_.push_back((*deal.amount)->e4);
    largest_e4_ = std::max(largest_e4_, (*deal.amount)->e4);
  }

  double quota_share() const {
    const auto month = calendar_.period_of(PeriodKind::month, calendar_.day_of(now_));
    return static_cast<double>(total_e4_) / static_cast<double>(demo_quota(month).e4);
  }

  Calendar calendar_ = Calendar::create({.zone = "Europe/Berlin"}).value();
  std::optional<Demo> demo_;
  Instant now_;
  std::set<std::string> ids_;
  std::map<std::string, Deal> deals_;
  std::vector<Instant> wins_;
  std::vector<std::int64_t> amounts_e4_;
  int activities_ = 0, reopened_ = 0;
  std::int64_t total_e4_ = 0, largest_e4_ = 0;
};

TEST_F(DemoLiveTest, TheFirstWinComesWithinFifteenSeconds) {
  start(7, "2026-11-23T10:30:00Z");

  run(15s);

  EXPECT_EQ(wins_.size(), 1u);
}

TEST_F(DemoLiveTest, TheFirstWinsAreTwentyToFortySecondsApart) {
  start(7, "2026-11-23T10:30:00Z");

  run(4min);

  ASSERT_GE(wins_.size(), 4u);
  for (std::size_t i = 1; i < 4; ++i) {
    EXPECT_GE(wins_[i] - wins_[i - 1], 20s);
    EXPECT_LE(wins_[i] - wins_[i - 1], 40s);
  }
}

TEST_F(DemoLiveTest, TheRateScalesThePace) {
  start(7, "2026-11-23T10:30:00Z");

  const auto normal = demo_->until_next(1);

  EXPECT_EQ(demo_->until_next(4), normal / 4);
  EXPECT_EQ(demo_->until_next(0), normal * 100);
  EXPECT_EQ(demo_->until_next(1e9), normal / 100);
}

TEST_F(DemoLiveTest, ADayHasALargeWinACorrectionAndActivities) {
  start(7, "2026-11-23T10:30:00Z");

  run(24h);

  EXPECT_GT(largest_e4_, 8'000 * 10'000LL);
  EXPECT_GT(reopened_, 0);
  EXPECT_GT(activities_, 50);
}

TEST_F(DemoLiveTest, TheMonthStaysPlausibleThroughDaysOfRunning) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    ids_.clear();
    start(seed, "2026-11-10T09:00:00Z");
    for (int day = 0; day < 15; ++day) {
      run(24h);
      const auto elapsed = demo_month_elapsed(calendar_, now_);

      EXPECT_LT(quota_share(), std::min(1.10, 1.03 * elapsed + 0.07) + 0.06)
          << "day " << day << " of seed " << seed;
      EXPECT_GT(quota_share(), elapsed * 0.8) << "day " << day << " of seed " << seed;
    }
    EXPECT_LT(reopened_ * 8, static_cast<int>(wins_.size())) << "seed " << seed;
  }
}

// Whenever somebody starts the demo, what it shows is what an office of this size could have: at
// every hour of workdays, weekends and both ends of a month.
TEST_F(DemoLiveTest, AQuarterOfAnHourIsPlausibleAtAnyHour) {
  const auto first = parse_instant("2026-11-01T00:30:00+01:00").value();
  for (const int day : {1, 2, 12, 14, 27, 28, 29, 30})
    for (int hour = 0; hour < 24; ++hour) {
      ids_.clear();
      amounts_e4_.clear();
      const auto when = first + days{day - 1} + hours{hour};
      start(static_cast<std::uint64_t>(day * 24 + hour), format_instant(when).c_str());
      run(15min);
      const auto elapsed = demo_month_elapsed(calendar_, now_);
      EXPECT_GE(wins_.size(), 4u) << format_instant(now_);
      EXPECT_LE(wins_.size(), demo_at_work(calendar_, when) ? 32u : 12u) << format_instant(now_);
      EXPECT_LT(quota_share(), std::min(1.10, 1.03 * elapsed + 0.07) + 0.03)
          << format_instant(now_);
      for (const auto amount : amounts_e4_) EXPECT_GE(amount, 1'000 * 10'000LL);
    }
}

// And while it runs: no hour has more wins or smaller ones than an office could have.
TEST_F(DemoLiveTest, EveryHourOfAMonthIsPlausible) {
  start(7, "2026-11-02T00:00:00+01:00");
  run(24h);
  for (int hour = 0; hour < 27 * 24; ++hour) {
    wins_.clear();
    amounts_e4_.clear();
    run(1h);
    const auto elapsed = demo_month_elapsed(calendar_, now_);
    EXPECT_LE(wins_.size(), 12u) << format_instant(now_);
    EXPECT_LT(quota_share(), std::min(1.10, 1.03 * elapsed + 0.07) + 0.03) << format_instant(now_);
    EXPECT_GT(quota_share(), elapsed * 0.8) << format_instant(now_);
    for (const auto amount : amounts_e4_) EXPECT_GE(amount, 1'000 * 10'000LL);
  }
}

TEST_F(DemoLiveTest, ANewMonthStartsAtZeroAndGrowsAgain) {
  start(7, "2026-11-30T22:30:00Z");
  run(29min);

  total_e4_ = 0;
  deals_.clear();
  run(10h);

  EXPECT_GT(quota_share(), 0.02);
  EXPECT_LT(quota_share(), 0.25);
}

TEST_F(DemoLiveTest, TwoRunsOnOneLedgerNeverShareAnId) {
  start(7, "2026-11-23T10:30:00Z");
  run(10min);

  const auto ids = ids_.size();
  start(7, "2026-11-23T10:41:00Z");
  run(10min);  // take() fails on a repeated id

  EXPECT_GT(ids_.size(), ids);
}

}  // namespace
}  // namespace dealbell::core
