#include "core/org/quotas.hpp"

#include <gtest/gtest.h>

#include "support/core/office.hpp"

namespace dealbell::test {
namespace {

using core::Org;
using core::Quotas;
using core::Range;
using core::Subject;

constexpr std::int64_t e4 = 10'000;

Quotas of(const Org& org) { return Quotas(org, core::Calendar::create(org.calendar).value()); }
Range dates(const std::string& from, const std::string& to) { return {day(from), day(to)}; }
const Range november = dates("2026-11-01", "2026-12-01");

std::string quota_of(const Org& org, const Subject& who, const Range& range) {
  const auto amount = of(org).quota_for("won_amount", who, range);
  return amount ? core::format_amount(amount->e4) : "-";
}
std::string members(const Org& org, const std::string& team, const Range& range) {
  const auto amount = of(org).members_quota("won_amount", team, range);
  return amount ? core::format_amount(amount->e4) : "-";
}

Org with(std::vector<core::Quota> quotas, std::vector<core::OrgPerson> people = {}) {
  auto org = Office::euros();
  org.quotas = std::move(quotas);
  org.people = std::move(people);
  return org;
}
core::Quota of_ana(const std::string& period, std::int64_t units,
                   std::optional<Day> from = std::nullopt) {
  return {"won_amount", period, "ana", "", {units * e4}, from};
}

TEST(Quotas, ARampGoesByCalendarMonthsOfEmployment) {
  core::OrgPerson ana{"ana", "", {}, {day("2026-09-16"), {}}, {}, {250'000, 500'000, 750'000}};
  const auto org = with({of_ana("2026-09", 30'000), of_ana("2026-10", 31'000),
                         of_ana("2026-11", 100'000), of_ana("2026-12", 100'000)},
                        {ana});

  EXPECT_EQ(quota_of(org, {"ana", ""}, dates("2026-09-01", "2026-10-01")),
            "3750.00");  // 15/30 of 25 %
  EXPECT_EQ(quota_of(org, {"ana", ""}, dates("2026-10-01", "2026-11-01")), "15500.00");
  EXPECT_EQ(quota_of(org, {"ana", ""}, november), "75000.00");
  EXPECT_EQ(quota_of(org, {"ana", ""}, dates("2026-12-01", "2027-01-01")), "100000.00");
}

TEST(Quotas, ARampWithinAnAnnualQuotaIsWeightedByDays) {
  core::OrgPerson ana{"ana", "", {}, {day("2026-12-01"), {}}, {}, {0}};
  const auto org = with({of_ana("2026", 36'500)}, {ana});

  EXPECT_EQ(quota_of(org, {"ana", ""}, dates("2026-12-01", "2027-01-01")), "0.00");
  EXPECT_EQ(quota_of(org, {"ana", ""}, dates("2026-01-01", "2027-01-01")), "0.00");
  EXPECT_EQ(quota_of(org, {"ben", ""}, dates("2026-12-01", "2027-01-01")), "-");
}

TEST(Quotas, StartEndAndLeaveReduceTheQuotaByDays) {
  core::OrgPerson ana{"ana",
                      "",
                      {},
                      {day("2026-11-11"), day("2026-11-26")},
                      {{day("2026-11-01"), day("2026-11-14")}, {day("2026-11-25"), {}}},
                      {}};
  const auto org = with({of_ana("2026-11", 3'000)}, {ana});

  // From the 14th to the 24th: 11 of 30 days.
  EXPECT_EQ(quota_of(org, {"ana", ""}, november), "1100.00");
  EXPECT_EQ(quota_of(org, {"ana", ""}, dates("2026-11-20", "2026-11-22")), "200.00");
}

TEST(Quotas, ATeamsQuotaIsUsedAsEntered) {
  core::OrgPerson ana{"ana", "", {}, {day("2026-11-16"), {}}, {}, {}};
  auto org =
      with({{"won_amount", "2026-11", "", "north", {3'000 * e4}}, of_ana("2026-11", 1'000)}, {ana});
  org.teams = {{"north", "", {{"ana", {}, {}}}, ""}};

  EXPECT_EQ(quota_of(org, {"", "north"}, november), "3000.00");
  EXPECT_EQ(members(org, "north", november), "500.00");
  EXPECT_EQ(quota_of(org, {"", ""}, november), "-");
}

TEST(Quotas, OfSeveralQuotasForOnePeriodEachIsValidFromItsDay) {
  const auto org = with(
      {of_ana("2026-11", 3'000, day("2026-11-11")), of_ana("2026-11", 6'000, day("2026-11-21"))});

  EXPECT_EQ(quota_of(org, {"ana", ""}, november), "4000.00");  // 20 days of 3,000 and 10 of 6,000
  EXPECT_EQ(quota_of(org, {"ana", ""}, dates("2026-11-01", "2026-11-11")), "1000.00");
  EXPECT_EQ(quota_of(org, {"ana", ""}, dates("2026-11-16", "2026-11-26")), "1500.00");
}

TEST(Quotas, TheBestMatchingPeriodsAreUsed) {
  const auto org = with({of_ana("2026", 365'000), of_ana("2026-Q4", 92'000),
                         of_ana("2026-10", 1'000), of_ana("2026-11", 2'000)});

  EXPECT_EQ(quota_of(org, {"ana", ""}, dates("2026-10-01", "2027-01-01")), "92000.00");
  EXPECT_EQ(quota_of(org, {"ana", ""}, dates("2026-10-01", "2026-12-01")), "3000.00");
  EXPECT_EQ(quota_of(org, {"ana", ""}, dates("2026-12-01", "2027-01-01")), "31000.00");  // of Q4
  EXPECT_EQ(quota_of(org, {"ana", ""}, dates("2026-09-01", "2026-11-01")),
            "61000.00");  // of the year
  EXPECT_EQ(quota_of(org, {"ana", ""}, dates("2026-12-15", "2027-01-15")), "-");
  EXPECT_EQ(quota_of(org, {"ana", ""}, Range::everything()), "-");
  EXPECT_FALSE(of(org).quota_for("won_count", {"ana", ""}, november));
}

TEST(Quotas, RoundsOnceHalfToEven) {
  // A thirtieth of 15 ten-thousandths is half of one.
  auto org = with({{"won_amount", "2026-11", "ana", "", {15}}});

  EXPECT_EQ(quota_of(org, {"ana", ""}, dates("2026-11-01", "2026-11-11")), "0.0005");
  EXPECT_EQ(quota_of(org, {"ana", ""}, dates("2026-11-01", "2026-11-02")), "0.00");  // 0.5 to even
  EXPECT_EQ(quota_of(org, {"ana", ""}, dates("2026-11-01", "2026-11-04")),
            "0.0002");  // 1.5 to even
}

TEST(Quotas, TheMembersQuotaIncludesLowerTeamsByDaysOfMembership) {
  auto org = with({of_ana("2026-11", 3'000),
                   {"won_amount", "2026-11", "ben", "", {600 * e4}},
                   {"won_amount", "2026-11", "cat", "", {90 * e4}}},
                  {{"ana", "", {}}, {"ben", "", {}}, {"cat", "", {}}, {"dai", "", {}}});
  org.teams = {
      {"emea", "", {}, ""},
      {"north", "", {{"ana", {}, day("2026-11-11")}, {"dai", {}, {}}}, "emea"},
      {"south", "", {{"ana", day("2026-11-11"), {}}, {"ben", day("2026-11-16"), {}}}, "emea"},
      {"deep", "", {{"cat", {}, {}}}, "south"},
      {"empty", "", {{"dai", {}, {}}}, ""}};

  EXPECT_EQ(members(org, "north", november), "1000.00");
  EXPECT_EQ(members(org, "south", november), "2390.00");  // 2,000 + 300 + cat's 90 from below
  EXPECT_EQ(members(org, "emea", november), "3390.00");
  EXPECT_EQ(members(org, "", november), "3690.00");
  EXPECT_EQ(members(org, "empty", november), "-");
  EXPECT_EQ(members(org, "unknown", november), "-");
}

TEST(Quotas, AForecastIsFoundOnlyForExactlyItsPeriod) {
  auto org = Office::euros();
  org.forecasts = {{"2026-11", "ana", "", {900 * e4}}, {"2026-Q4", "", "north", {5'000 * e4}}};
  const auto quotas = of(org);

  EXPECT_EQ(quotas.forecast_for({"ana", ""}, november)->e4, 900 * e4);
  EXPECT_EQ(quotas.forecast_for({"", "north"}, dates("2026-10-01", "2027-01-01"))->e4, 5'000 * e4);
  EXPECT_FALSE(quotas.forecast_for({"ana", ""}, dates("2026-11-01", "2026-11-30")));
  EXPECT_FALSE(quotas.forecast_for({"", ""}, november));
}

}  // namespace
}  // namespace dealbell::test
