#include "app/mirror/content.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/mirror/lag.hpp"
#include "support/core/office.hpp"

namespace dealbell::app {
namespace {

using core::DealStatus;
using test::deal;
using test::Office;
using testing::IsEmpty;
using testing::Pair;
using testing::UnorderedElementsAre;
using Values = redis::MirrorKey::Values;

core::Org harbour() {
  auto org = Office::euros();
  org.people = {{"ana", "Ana Lima", {}}, {"ben", "Ben Okoro", {}}};
  org.teams = {{"north", "North", {{"ana", {}, {}}}}};
  core::Quota office, team, person;
  office.period = team.period = person.period = "2026-11";
  office.amount = {30'000'000};
  team.team = "north";
  team.amount = {20'000'000};
  person.person = "ben";
  person.amount = {10'000'000};
  org.quotas = {office, team, person};
  return org;
}

// On Monday 23 November: a win of the day, one of the month, one of last year, and a loss.
Office& with_deals(Office& office) {
  const auto won = [&](const char* id, const char* who, const char* amount, Instant when) {
    office.apply(
        deal(id).owner(who).amount(amount).status(DealStatus::won).closed_at(when).at(when));
  };
  won("D0", "ana", "77", test::at("10:00", "2025-11-03"));
  won("D1", "ana", "1200.50", test::at("10:00", "2026-11-03"));
  won("D2", "ben", "300", test::at("09:00"));
  office.apply(deal("D3").owner("ben").amount("50").status(DealStatus::lost).at("09:30"));
  return office;
}

Values values(const Office& office, const std::string& name) {
  return mirror_values(name, office.sales(), test::at("12:00"));
}

TEST(MirrorContent, LeaderboardsRankPeopleInTheirPeriod) {
  Office office(harbour());
  with_deals(office);
  EXPECT_THAT(values(office, "leaderboard:won_amount:month"),
              UnorderedElementsAre(Pair("ana", "1200.50"), Pair("ben", "300.00")));
  EXPECT_THAT(values(office, "leaderboard:won_amount:today"),
              UnorderedElementsAre(Pair("ben", "300.00")));
  EXPECT_THAT(values(office, "leaderboard:won_count:year"),
              UnorderedElementsAre(Pair("ana", "1"), Pair("ben", "1")));
  EXPECT_THAT(mirror_values("leaderboard:won_amount:today", office.sales(),
                            test::at("00:01", "2026-11-24")),
              IsEmpty())
      << "the day has rolled over";
}

TEST(MirrorContent, FiguresAreExactAndAbsentWithoutAValue) {
  Office office(harbour());
  with_deals(office);
  auto kpis = values(office, "kpi:month");
  EXPECT_EQ(kpis["won_amount"], "1500.50");
  EXPECT_EQ(kpis["won_count"], "2");
  EXPECT_EQ(kpis["lost_amount"], "50.00");
  EXPECT_EQ(kpis["currency"], "EUR");
  EXPECT_EQ(kpis["win_rate"], "0.6666666666666666") << "the same text as over HTTP";
  EXPECT_EQ(kpis["attainment"], "0.5001666666666666");
  for (const auto& [measure, text] : kpis) EXPECT_NE(text, "") << measure;

  Office nothing(Office::euros());
  EXPECT_FALSE(values(nothing, "kpi:month").contains("win_rate"));
  EXPECT_EQ(values(nothing, "kpi:month").at("won_amount"), "0.00");
}

TEST(MirrorContent, QuotaTablesListEveryQuotaAndTheAmountReached) {
  Office office(harbour());
  with_deals(office);
  EXPECT_THAT(values(office, "quota:month"),
              UnorderedElementsAre(
                  Pair("office:target", "3000.00"), Pair("office:attained", "1500.50"),
                  Pair("team:north:target", "2000.00"), Pair("team:north:attained", "1200.50"),
                  Pair("person:ben:target", "1000.00"), Pair("person:ben:attained", "300.00")));
  Office none(Office::euros());
  EXPECT_THAT(values(none, "quota:month"), IsEmpty());
}

TEST(MirrorContent, PeopleAreListedWithTheirNames) {
  Office office(harbour());
  with_deals(office);
  EXPECT_THAT(values(office, "people"),
              UnorderedElementsAre(Pair("ana", "Ana Lima"), Pair("ben", "Ben Okoro")));
}

TEST(MirrorContent, OnlyCelebratedWinsAreListed) {
  Office office(harbour());
  with_deals(office);
  office.apply(deal("D4").owner("ben").amount("9").status(DealStatus::won).at("11:00").quiet());
  office.apply(deal("D5").owner("who").amount("9").status(DealStatus::won).at("11:01"));
  const auto deals = [&](MirrorWins which) {
    std::vector<std::string> list;
    for (const auto& win : mirror_wins(office.sales(), test::at("12:00"), which))
      list.push_back(win.deal);
    return list;
  };
  EXPECT_THAT(deals(MirrorWins::newest), testing::ElementsAre("api:D0", "api:D1", "api:D2"));
  const auto win = mirror_wins(office.sales(), test::at("12:00"), MirrorWins::newest).back();
  EXPECT_THAT(win.fields,
              testing::ElementsAre(Pair("deal", "api:D2"), Pair("title", ""), Pair("person", "ben"),
                                   Pair("name", "Ben Okoro"), Pair("amount", "300.00"),
                                   Pair("currency", "EUR"), Pair("at", "1795424400000"),
                                   Pair("day", "2026-11-23")));
}

TEST(MirrorLag, IsTheAgeOfTheOldestChangeNotWritten) {
  using namespace std::chrono_literals;
  const MirrorLag::Clock::time_point start{1h};
  const auto seconds = [&](const MirrorLag& lag, std::chrono::seconds at) {
    return lag.at(start + at).count();
  };
  MirrorLag lag;
  EXPECT_EQ(seconds(lag, 5s), 0);
  lag.changed(start);
  const auto first = lag.begin_sample();
  lag.changed(start + 2s);
  EXPECT_EQ(seconds(lag, 3s), 3);
  lag.written(first);
  EXPECT_EQ(seconds(lag, 3s), 1) << "a change after the sample is not written yet";
  for (int i = 3; i < 100; ++i) {
    lag.begin_sample();
    lag.changed(start + std::chrono::seconds(i));
  }
  EXPECT_EQ(seconds(lag, 100s), 98) << "Redis is down";
  lag.written(lag.begin_sample());
  EXPECT_EQ(seconds(lag, 100s), 0);
}

}  // namespace
}  // namespace dealbell::app
