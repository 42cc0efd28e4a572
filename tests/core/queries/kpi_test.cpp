#include <gtest/gtest.h>

#include "support/core/office.hpp"

namespace dealbell::test {
namespace {

using core::DealStatus;

DealBuilder closed(const std::string& id, const std::string& owner, const std::string& amount,
                   DealStatus status = DealStatus::won) {
  return deal(id).owner(owner).amount(amount).status(status);
}

TEST(Kpi, WinRateHasNoValueUntilADealHasClosed) {
  Office office;
  EXPECT_EQ(office.kpi("win_rate"), "-");

  office.apply(closed("D1", "ana", "10", DealStatus::lost).at("09:00"));
  EXPECT_EQ(office.kpi("win_rate"), "0");

  office.apply(closed("D2", "ana", "10").at("09:00"));
  EXPECT_EQ(office.kpi("win_rate"), "0.5");
}

TEST(Kpi, AverageDealExcludesUnpricedDeals) {
  Office office;
  office.apply(closed("D1", "ana", "100").at("09:00")).apply(closed("D2", "ana", "50").at("09:00"));

  office.apply(deal("D3").owner("ana").status(DealStatus::won).at("09:00"));

  EXPECT_EQ(office.kpi("average_deal"), "75.00");
  EXPECT_EQ(office.kpi("won_count"), "3");
}

TEST(Kpi, ARefundIsSubtractedOnItsOwnDayFromAmountsButNotFromCounts) {
  Office office;
  office.apply(closed("D1", "ana", "1000").closed_at(at("12:00", "2026-10-05")).at("09:00"));

  office.apply(refund("R1", "D1", "400", "2026-11-10", at("09:00")));

  EXPECT_EQ(office.rows("won_amount", "month"), "2026-10 1000.00; 2026-11 -400.00");
  EXPECT_EQ(office.kpi("won_count"), "1");
  EXPECT_EQ(office.kpi("average_deal"), "1000.00");
}

TEST(Kpi, ARefundCountsOnlyWhileItsDealIsWon) {
  Office office;
  office.apply(refund("R1", "D1", "400", "2026-11-10", at("09:00")));
  EXPECT_EQ(office.kpi("won_amount"), "0.00");

  office.apply(closed("D1", "ana", "1000").at("09:00"));
  EXPECT_EQ(office.kpi("won_amount"), "600.00");

  office.apply(deal("D1").status(DealStatus::open).at("10:00"));
  EXPECT_EQ(office.kpi("won_amount"), "0.00");
}

TEST(Kpi, ADealInAnotherCurrencyIsCountedButNotPriced) {
  Office office;
  office.apply(closed("D1", "ana", "100").at("09:00"));

  office.apply(deal("D2").owner("ana").amount("999", "USD").status(DealStatus::won).at("09:00"));

  EXPECT_EQ(office.kpi("won_amount"), "100.00");
  EXPECT_EQ(office.kpi("won_count"), "2");
}

TEST(Kpi, WithoutAnOfficeCurrencyASingleOneIsUsedAndMixedOnesHaveNoValue) {
  core::Org org;
  org.calendar.zone = "Etc/UTC";
  Office office(org);
  office.apply(deal("D1").owner("ana").amount("999", "USD").status(DealStatus::won).at("09:00"));
  EXPECT_EQ(office.kpi("won_amount"), "999.00");

  office.apply(closed("D2", "ana", "100").at("09:00"));

  EXPECT_EQ(office.kpi("won_amount"), "-");
  EXPECT_EQ(office.kpi("won_count"), "2");
  const auto answer =
      core::ask(office.sales(), {"won_amount", "", {}, {}, {}}, at("23:59")).value();
  EXPECT_EQ(answer.total.figure.unpriced, 2);
}

TEST(Kpi, AFigureIsInTheCurrencyOfItsOwnDeals) {
  core::Org org;
  org.calendar.zone = "Etc/UTC";
  Office office(org);

  office.apply(deal("D1").owner("ana").amount("10", "USD").status(DealStatus::won).at("09:00"));
  office.apply(deal("D2").owner("ana").amount("20", "EUR").status(DealStatus::open).at("09:00"));

  EXPECT_EQ(office.kpi("won_amount"), "10.00");
  EXPECT_EQ(office.kpi("open_amount"), "20.00");
}

TEST(Kpi, OpenDealsAreInTheirExpectedPeriodAndUndatedOnesInNone) {
  Office office;
  office.apply(closed("D1", "ana", "10", DealStatus::open).close_date("2026-11-30").at("09:00"));

  office.apply(closed("D2", "ana", "20", DealStatus::open).at("09:00"));

  EXPECT_EQ(office.kpi("open_amount"), "30.00");
  EXPECT_EQ(office.kpi("open_amount", {}, "2026-11-01", "2026-12-01"), "10.00");
}

TEST(Kpi, ActivitiesCountOnTheDayTheyWereDone) {
  Office office;

  office.apply(call("A1", "ana", at("23:59", "2026-11-22"))).apply(call("A2", "ben", at("00:00")));

  EXPECT_EQ(office.rows("activities", "day"), "2026-11-22 1; 2026-11-23 1");
  EXPECT_EQ(office.rows("activities", "person"), "ana 1; ben 1");
}

TEST(Kpi, DaysBeginInTheOfficesTimeZone) {
  auto org = Office::euros();
  org.calendar.zone = "America/New_York";
  Office office(org);

  office.apply(closed("D1", "ana", "10").at(at("03:00")));

  EXPECT_EQ(office.rows("won_amount", "day"), "2026-11-22 10.00");
}

TEST(Kpi, AttainmentIsWonDividedByTheQuotaOfThePeriodOrItsParts) {
  auto org = Office::euros();
  org.quotas = {{"won_amount", "2026-11", "", "", {1000'0000}},
                {"won_amount", "2026-12", "", "", {3000'0000}},
                {"won_amount", "2026-10", "", "", {4000'0000}},
                {"won_amount", "2026-11", "ana", "", {500'0000}}};
  Office office(org);

  office.apply(closed("D1", "ana", "800").at("09:00"));

  EXPECT_EQ(office.kpi("attainment", {}, "2026-11-01", "2026-12-01"), "0.8");
  EXPECT_EQ(office.kpi("attainment", {{"person", "ana"}}, "2026-11-01", "2026-12-01"), "1.6");
  EXPECT_EQ(office.kpi("attainment", {}, "2026-10-01", "2027-01-01"), "0.1");
  EXPECT_EQ(office.kpi("attainment", {}, "2026-11-01", "2026-11-16"), "0");  // half the month's
  EXPECT_EQ(office.kpi("attainment", {}, "2025-11-01", "2025-12-01"), "-");
}

TEST(Kpi, ATeamCountsASharedDealOnce) {
  auto org = Office::euros();
  org.teams = {{"north", "North", {{"ana", {}, {}}, {"ben", {}, {}}}}};
  Office office(org);

  office.apply(
      closed("D1", "ana", "100").credits({{"ana", 500'000}, {"ben", 500'000}}).at("09:00"));

  EXPECT_EQ(office.rows("won_amount", "team"), "north 100.00");
  EXPECT_EQ(office.rows("won_count", "team"), "north 1");
  EXPECT_EQ(office.rows("won_count", "person"), "ana 1; ben 1");
}

TEST(Kpi, MembershipHasDates) {
  auto org = Office::euros();
  org.teams = {{"north", "North", {{"ana", {}, day("2026-11-01")}}},
               {"south", "South", {{"ana", day("2026-11-01"), {}}}}};
  Office office(org);

  office.apply(closed("D1", "ana", "100").closed_at(at("12:00", "2026-10-31")).at("09:00"));
  office.apply(closed("D2", "ana", "70").closed_at(at("12:00", "2026-11-01")).at("09:00"));

  EXPECT_EQ(office.rows("won_amount", "team"), "north 100.00; south 70.00");
}

TEST(Kpi, OverlayCreditCountsForThePersonAndNotInTotals) {
  auto org = Office::euros();
  org.teams = {{"north", "North", {{"ana", {}, {}}, {"eve", {}, {}}}}};
  Office office(org);

  office.apply(closed("D1", "ana", "100")
                   .credits({{"ana", 1'000'000}, {"eve", 300'000, core::Role::overlay}})
                   .at("09:00"));

  EXPECT_EQ(office.rows("won_amount", "person"), "ana 100.00; eve 30.00");
  EXPECT_EQ(office.kpi("won_amount"), "100.00");
  EXPECT_EQ(office.rows("won_amount", "team"), "north 100.00");
}

TEST(Kpi, CreditsBelow100PercentLeaveARestWithoutAPerson) {
  Office office;

  office.apply(closed("D1", "ana", "100").credits({{"ana", 600'000}}).at("09:00"));

  EXPECT_EQ(office.rows("won_amount", "person"), "ana 60.00; - 40.00");
  EXPECT_EQ(office.kpi("won_amount"), "100.00");
}

TEST(Kpi, CreditsOfAlmost100PercentLeaveAlmostNothing) {
  Office office;

  office.apply(closed("D1", "x", "100.01")
                   .credits({{"ana", 333'300}, {"ben", 333'300}, {"cat", 333'300}})
                   .at("09:00"));

  EXPECT_EQ(office.rows("won_amount", "person"), "ana 33.34; ben 33.33; cat 33.33; - 0.01");
}

TEST(Kpi, DealsWithoutAPersonHaveNoQuota) {
  auto org = Office::euros();
  org.quotas = {{"won_amount", "2026-11", "", "", {1000'0000}}};
  Office office(org);

  office.apply(deal("D1").amount("800").status(DealStatus::won).at("09:00"));

  EXPECT_EQ(office.rows("attainment", "person", "2026-11-01", "2026-12-01"), "- -");
  EXPECT_EQ(office.kpi("attainment", {}, "2026-11-01", "2026-12-01"), "0.8");
}

TEST(Kpi, LeftOverCentsGoToTheLargestRemainderThenByPerson) {
  Office office;

  office.apply(closed("D1", "x", "100.00")
                   .credits({{"cat", 333'333}, {"ana", 333'333}, {"ben", 333'334}})
                   .at("09:00"));

  EXPECT_EQ(office.rows("won_amount", "person"), "ben 33.34; ana 33.33; cat 33.33");
}

TEST(Kpi, MappingAPersonLaterChangesEarlierDealsToo) {
  Office office;
  office.apply(closed("D1", "a.markovic@example.com", "100").at("09:00"));
  auto org = Office::euros();
  org.people = {{"ana", "Ana Marković", {"a.markovic@example.com"}}};

  office.sales().set_org(org, core::Calendar::create({.zone = "Etc/UTC"}).value());

  EXPECT_EQ(office.rows("won_amount", "person"), "ana 100.00");
}

TEST(Kpi, AProductAliasCountsAsTheProduct) {
  auto org = Office::euros();
  org.products = {{"GTX Pro", "GTX Pro", {"GTXPro"}}};
  Office office(org);

  office.apply(closed("D1", "ana", "1").product("GTXPro").at("09:00"));
  office.apply(closed("D2", "ana", "2").product("GTX Pro").at("09:00"));

  EXPECT_EQ(office.rows("won_amount", "product"), "GTX Pro 3.00");
  EXPECT_EQ(office.kpi("won_amount", {{"product", "GTX Pro"}, {"person", "ana"}}), "3.00");
}

TEST(Kpi, FiltersThatTheCubeDoesNotHaveAreAnsweredByScanning) {
  Office office;
  auto d1 = closed("D1", "ana", "1").product("p").at("09:00");
  d1.deal().customer = "acme";
  auto d2 = closed("D2", "ana", "2").product("p").at("09:00");

  office.apply(d1).apply(d2);

  EXPECT_EQ(office.kpi("won_amount", {{"customer", "acme"}, {"product", "p"}}), "1.00");
  EXPECT_EQ(office.rows("won_amount", "customer"), "- 2.00; acme 1.00");
}

TEST(Kpi, GroupingOutsideTheCubeScansOnceForAllGroups) {
  Office office;
  for (int i = 0; i < 1000; ++i) {
    auto event = closed("D" + std::to_string(i), "ana", "1").product("p").at("09:00");
    event.deal().customer = "customer " + std::to_string(i);
    office.apply(event);
  }

  const auto answer = core::ask(
      office.sales(), {"won_amount", "customer", {}, {}, {{"product", "p"}}}, at("23:59"));

  ASSERT_TRUE(answer) << answer.error().message;  // 1,000 scans of 1,000 entries would be too many
  EXPECT_EQ(answer->rows.size(), 1000u);
}

TEST(Kpi, GroupsOutsideTheCubeCountSharedDealsLikeGroupsInside) {
  auto org = Office::euros();
  org.teams = {{"north", "North", {{"ana", {}, {}}, {"ben", {}, {}}}}};
  Office office(org);
  auto shared = closed("D1", "ana", "100").product("p").at("09:00");
  shared.deal().customer = "acme";
  shared.credits({{"ana", 500'000}, {"ben", 500'000}, {"eve", 100'000, core::Role::overlay}});

  office.apply(shared);

  for (const auto* by : {"person", "team"})
    EXPECT_EQ(office.rows("won_amount", by, "", "", {{"customer", "acme"}}),
              office.rows("won_amount", by))
        << by;
  EXPECT_EQ(office.rows("won_count", "team", "", "", {{"customer", "acme"}}), "north 1");
}

TEST(Kpi, AnUnknownMeasureIsAClearError) {
  Office office;

  const auto answer = core::ask(office.sales(), {"profit", "", {}, {}, {}}, at("23:59"));

  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().message, "measure \"profit\" is not known");
}

TEST(Kpi, TheCostOfASumDoesNotGrowWithTheNumberOfDeals) {
  const auto visited = [](int deals) {
    Office office;
    for (int i = 0; i < deals; ++i)
      office.apply(closed("D" + std::to_string(i), "ana", "1").at("09:00"));
    const auto before = office.sales().cube().cells_visited();
    (void)office.kpi("won_amount", {{"person", "ana"}}, "2026-11-01", "2026-12-01");
    return office.sales().cube().cells_visited() - before;
  };

  EXPECT_EQ(visited(10), visited(2000));
}

}  // namespace
}  // namespace dealbell::test
