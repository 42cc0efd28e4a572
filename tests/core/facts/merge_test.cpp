#include <gtest/gtest.h>

#include "support/core/office.hpp"

namespace dealbell::test {
namespace {

using core::DealStatus;

DealBuilder won(const std::string& id = "D1") {
  return deal(id).owner("ana").amount("1200").status(DealStatus::won);
}

TEST(Merge, AWinCountsForItsOwner) {
  Office office;

  office.apply(won().at("09:00"));

  EXPECT_EQ(office.rows("won_amount", "person"), "ana 1200.00");
  EXPECT_EQ(office.kpi("won_count"), "1");
}

TEST(Merge, ReopeningAWinSubtractsItsAmountAndWinningItAgainAddsIt) {
  Office office;
  office.apply(won().at("09:00"));

  office.apply(deal("D1").status(DealStatus::open).at("09:05"));
  EXPECT_EQ(office.kpi("won_amount"), "0.00");
  EXPECT_EQ(office.kpi("open_amount"), "1200.00");

  office.apply(deal("D1").status(DealStatus::won).at("09:09"));
  EXPECT_EQ(office.kpi("won_amount"), "1200.00");
  EXPECT_EQ(office.kpi("open_count"), "0");
}

TEST(Merge, TheLaterEventWinsIndependentOfTheOrderOfArrival) {
  Office office;

  office.apply(deal("D1").status(DealStatus::open).at("09:05"));
  office.apply(won().at("09:00"));

  EXPECT_EQ(office.kpi("won_count"), "0");
  EXPECT_EQ(office.kpi("open_count"), "1");
}

TEST(Merge, WithinOneMillisecondTheSourcesOrderDecides) {
  Office office;
  auto first = won().at("09:00"), second = deal("D1").status(DealStatus::lost).at("09:00");
  first.event.order = 1;
  first.event.id = "z";
  second.event.order = 2;
  second.event.id = "a";

  office.apply(second).apply(first);

  EXPECT_EQ(office.kpi("lost_count"), "1");
}

TEST(Merge, AtTheSameTimeCreationComesBeforeChangeBeforeDeletion) {
  Office office;
  auto created = won().at("09:00");
  created.event.operation = core::Operation::create;
  created.event.id = "z";
  auto removed = deal("D1").status(DealStatus::deleted).at("09:00");
  removed.event.id = "a";

  office.apply(removed).apply(created);

  EXPECT_EQ(office.kpi("won_count"), "0");
}

TEST(Merge, ADeletedDealIsRestoredOnlyByALaterEventWithAStatus) {
  Office office;
  office.apply(won().at("09:00")).apply(deal("D1").status(DealStatus::deleted).at("09:10"));

  office.apply(deal("D1").amount("1500").at("09:20"));
  EXPECT_EQ(office.kpi("won_amount"), "0.00");

  office.apply(deal("D1").status(DealStatus::won).at("09:30"));
  EXPECT_EQ(office.kpi("won_amount"), "1500.00");
}

TEST(Merge, AnOwnerChangeBeforeTheWinMovesTheCreditAndOneAfterItDoesNot) {
  Office office;
  office.apply(deal("D1").owner("ana").amount("1200").status(DealStatus::open).at("09:00"));
  office.apply(deal("D1").owner("ben").at("09:10"));
  office.apply(deal("D1").status(DealStatus::won).at("09:20"));

  office.apply(deal("D1").owner("chloe").at("09:30"));

  EXPECT_EQ(office.rows("won_amount", "person"), "ben 1200.00");
}

TEST(Merge, AnOwnerWhoBecomesKnownAfterTheWinGetsTheCredit) {
  Office office;
  office.apply(deal("D1").amount("1200").status(DealStatus::won).at("09:00"));
  EXPECT_EQ(office.rows("won_amount", "person"), "- 1200.00");

  office.apply(deal("D1").owner("ana").at("09:01"));

  EXPECT_EQ(office.rows("won_amount", "person"), "ana 1200.00");
}

TEST(Merge, AfterTheWinCreditIsChangedOnlyByExplicitCredits) {
  Office office;
  office.apply(won().at("09:00"));

  office.apply(deal("D1").credits({{"ben", 250'000}, {"ana", 750'000}}).at("10:00"));

  EXPECT_EQ(office.rows("won_amount", "person"), "ana 900.00; ben 300.00");
  EXPECT_EQ(office.kpi("won_amount"), "1200.00");
}

TEST(Merge, AnAmountChangedAfterTheWinChangesTheTotal) {
  Office office;
  office.apply(won().at("09:00"));

  office.apply(deal("D1").amount("1000.50").at("10:00"));

  EXPECT_EQ(office.kpi("won_amount"), "1000.50");
}

TEST(Merge, ADealWithAClearedAmountIsCountedButNotPriced) {
  Office office;
  office.apply(won().at("09:00"));
  auto cleared = deal("D1").at("10:00");
  cleared.deal().amount.emplace(std::nullopt);

  office.apply(cleared);

  EXPECT_EQ(office.kpi("won_amount"), "-");
  EXPECT_EQ(office.kpi("won_count"), "1");
}

TEST(Merge, ABackdatedWinCountsOnItsOwnDay) {
  Office office;

  office.apply(won().closed_at(at("12:00", "2026-10-05")).at("09:00"));

  EXPECT_EQ(office.kpi("won_amount", {}, "2026-11-01", "2026-12-01"), "0.00");
  EXPECT_EQ(office.rows("won_amount", "month"), "2026-10 1200.00");
}

TEST(Merge, AnEventFarAheadIsMergedAtItsTimeOfReceipt) {
  Office office;
  auto ahead = won().at(at("09:00", "2027-06-01")).received(at("09:00"));

  office.apply(ahead).apply(deal("D1").status(DealStatus::lost).at("09:01"));

  EXPECT_EQ(office.kpi("lost_count"), "1");
  EXPECT_EQ(office.rows("lost_count", "month"), "2026-11 1");
}

TEST(Merge, OfASenderAFewMinutesAheadAndOthersTheOrderOfReceiptDecides) {
  Office office;
  auto ahead = won().at("09:02").received(at("09:00"));

  office.apply(deal("D1").status(DealStatus::lost).at("09:01")).apply(ahead);

  EXPECT_EQ(office.kpi("won_count"), "0");
  EXPECT_EQ(office.kpi("lost_count"), "1");
}

TEST(Merge, WhatASenderAheadSentAtOnceKeepsItsOrder) {
  Office office;
  auto first = won().at("09:02").received(at("09:00"));
  auto second = deal("D1").status(DealStatus::lost).at("09:03").received(at("09:00"));
  first.event.id = "z";
  second.event.id = "a";

  office.apply(second).apply(first);

  EXPECT_EQ(office.kpi("lost_count"), "1");
}

TEST(Merge, AFutureCloseDayCountsOnThatDay) {
  Office office;

  office.apply(won().closed_at(at("12:00", "2026-12-24")).at("09:00"));

  EXPECT_EQ(office.rows("won_amount", "day"), "2026-12-24 1200.00");
}

TEST(Merge, AnUnknownStatusIsNeitherOpenNorWon) {
  Office office;

  office.apply(won().at("09:00")).apply(deal("D1").status(DealStatus::unknown).at("09:01"));

  EXPECT_EQ(office.kpi("won_count"), "0");
  EXPECT_EQ(office.kpi("open_count"), "0");
}

TEST(Merge, IdsAreUniqueWithinTheirSource) {
  Office office;
  auto theirs = won().at("09:00");
  theirs.event.source = "hubspot";

  office.apply(won().at("09:00")).apply(theirs);

  EXPECT_EQ(office.kpi("won_count"), "2");
  EXPECT_EQ(office.rows("won_amount", "person"), "ana 1200.00; hubspot:ana 1200.00");
}

TEST(Merge, TheSameEventTwiceChangesNothing) {
  Office office;
  office.apply(won().at("09:00"));
  const auto digest = office.sales().digest();

  office.apply(won().at("09:00"));

  EXPECT_EQ(office.kpi("won_amount"), "1200.00");
  EXPECT_EQ(office.sales().digest(), digest);
}

}  // namespace
}  // namespace dealbell::test
