#include "core/org/quotas.hpp"

#include <gtest/gtest.h>

#include "core/values/exact_sum.hpp"
#include "support/core/office.hpp"

namespace dealbell::test {
namespace {

using core::Amount;
using core::Calendar;
using core::Org;
using core::OrgPerson;
using core::OrgTeam;
using core::Quota;
using core::Quotas;
using core::Range;
using core::Span;

constexpr std::int32_t percent = 10'000;

// Builds an office's document step by step, and returns the quotas derived from it as text.
class Plan {
 public:
  Plan& quota(const std::string& period, const std::string& amount, const std::string& person = "",
              const std::string& team = "", const std::string& from = "") {
    Quota quota{"won_amount", period, person, team, core::parse_amount(amount).value()};
    if (!from.empty()) quota.from = day(from);
    org.quotas.push_back(quota);
    return *this;
  }
  OrgPerson& person(const std::string& id) {
    org.people.push_back({id, id, {}});
    return org.people.back();
  }
  OrgTeam& team(const std::string& id, const std::string& parent = "") {
    org.teams.push_back({id, id, {}, parent});
    return org.teams.back();
  }

  // "24000", "-" for no quota. `to` is the day after.
  std::string in(const std::string& from, const std::string& to, const std::string& who = "",
                 const std::string& team = "") const {
    return text(quotas().quota_for("won_amount", {who, team}, {day(from), day(to)}));
  }
  std::string of(const std::string& period, const std::string& who = "",
                 const std::string& team = "") const {
    return text(quotas().quota_for("won_amount", {who, team}, range(period)));
  }
  std::string of_members(const std::string& period, const std::string& team = "") const {
    return text(quotas().members_quota("won_amount", team, range(period)));
  }
  std::string forecast(const std::string& period, const std::string& who = "",
                       const std::string& team = "") const {
    return text(quotas().forecast_for({who, team}, range(period)));
  }

  Quotas quotas() const { return {org, calendar()}; }
  Org org;

 private:
  Calendar calendar() const { return Calendar::create(org.calendar).value(); }
  Range range(const std::string& period) const {
    const auto p = calendar().parse_period(period).value();
    return {p.from, p.to};
  }
  static std::string text(const std::optional<Amount>& amount) {
    return amount ? core::format_amount(amount->e4, 0) : "-";
  }
};

Span span(const std::string& from, const std::string& to = "") {
  Span span;
  if (!from.empty()) span.from = day(from);
  if (!to.empty()) span.to = day(to);
  return span;
}

core::Membership membership(const std::string& person, const std::string& from = "",
                            const std::string& to = "") {
  return {person, span(from, to).from, span(from, to).to};
}

TEST(QuotaRules, AQuotaIsForOnePersonOneTeamOrTheOfficeAndForOneMeasure) {
  Plan plan;
  plan.quota("2026-11", "100").quota("2026-11", "20", "ana").quota("2026-11", "50", "", "north");

  EXPECT_EQ(plan.of("2026-11"), "100");
  EXPECT_EQ(plan.of("2026-11", "ana"), "20");
  EXPECT_EQ(plan.of("2026-11", "", "north"), "50");
  EXPECT_EQ(plan.of("2026-11", "ben"), "-");
  EXPECT_EQ(plan.of("2026-12"), "-");
  EXPECT_FALSE(plan.quotas().quota_for("won_count", {}, {day("2026-11-01"), day("2026-12-01")}));
}

TEST(QuotaRules, AQuotaOfExactlyThePeriodIsPreferredToTheSumOfShorterOnes) {
  Plan plan;
  plan.quota("2026-10", "10").quota("2026-11", "20").quota("2026-12", "30");
  EXPECT_EQ(plan.of("2026-Q4"), "60");

  plan.quota("2026-Q4", "75");

  EXPECT_EQ(plan.of("2026-Q4"), "75");
}

TEST(QuotaRules, ShorterPeriodsFillALongerOneWithoutAGap) {
  Plan plan;
  plan.quota("2026-Q1", "100").quota("2026-Q2", "100").quota("2026-Q3", "100");
  plan.quota("2026-10", "10").quota("2026-11", "10");
  EXPECT_EQ(plan.of("2026"), "-");

  plan.quota("2026-12", "10");

  EXPECT_EQ(plan.of("2026"), "330");
  EXPECT_EQ(plan.in("2026-07-01", "2026-12-01"), "120");
}

TEST(QuotaRules, TheMonthsOfAQuarterAreUsedOnlyIfAllOfThemHaveQuotas) {
  Plan plan;
  for (const auto* quarter : {"2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"})
    plan.quota(quarter, "100");
  plan.quota("2026-01", "1");
  EXPECT_EQ(plan.of("2026"), "400");

  plan.quota("2026-02", "2").quota("2026-03", "3");

  EXPECT_EQ(plan.of("2026"), "306");
}

TEST(QuotaRules, WithoutOtherQuotasAnAnnualQuotaIsSpreadByCalendarDays) {
  Plan plan;
  plan.quota("2026", "146000");

  EXPECT_EQ(plan.in("2026-01-01", "2026-03-02"), "24000");  // 60 of 365 days
  EXPECT_EQ(plan.of("2026-11"), "12000");
  EXPECT_EQ(plan.in("2026-11-23", "2026-11-24"), "400");
  EXPECT_EQ(plan.in("2025-12-31", "2026-02-01"), "-");  // it does not hold the whole of it
  EXPECT_EQ(plan.of("2027-01"), "-");
}

TEST(QuotaRules, TheShortestPeriodThatContainsTheDaysIsSpread) {
  Plan plan;
  plan.quota("2026", "36500").quota("2026-Q4", "18400").quota("2026-11", "9000");

  EXPECT_EQ(plan.in("2026-11-23", "2026-11-30"), "2100");
  EXPECT_EQ(plan.in("2026-11-30", "2026-12-07"), "1400");
  EXPECT_EQ(plan.in("2026-06-01", "2026-06-08"), "700");
}

TEST(QuotaRules, AnUnboundedOrEmptyRangeHasNoQuota) {
  Plan plan;
  plan.quota("2026", "365");

  EXPECT_EQ(plan.in("2026-11-23", "2026-11-23"), "-");
  EXPECT_FALSE(plan.quotas().quota_for("won_amount", {}, Range::everything()));
  EXPECT_FALSE(plan.quotas().quota_for("won_amount", {}, {day("2026-01-01"), Day::max()}));
}

TEST(QuotaRules, AChangeWithinThePeriodIsValidFromItsDay) {
  Plan plan;
  plan.quota("2026-11", "3000", "", "", "2026-11-11").quota("2026-11", "6000");

  EXPECT_EQ(plan.of("2026-11"), "4000");                  // 10 days of 6000, 20 of 3000
  EXPECT_EQ(plan.in("2026-11-09", "2026-11-13"), "600");  // 2 of 200, 2 of 100
  EXPECT_EQ(plan.in("2026-11-01", "2026-11-11"), "2000");
  EXPECT_EQ(plan.in("2026-11-11", "2026-12-01"), "2000");
}

TEST(QuotaRules, AMonthWithAChangeAlsoCountsTowardsItsQuarter) {
  Plan plan;
  plan.quota("2026-10", "31").quota("2026-11", "6000").quota("2026-12", "31");
  plan.quota("2026-11", "3000", "", "", "2026-11-11");

  EXPECT_EQ(plan.of("2026-Q4"), "4062");
}

TEST(QuotaRules, ASingleQuotaIsValidForTheWholePeriodEvenIfItNamesALaterDay) {
  Plan plan;
  plan.quota("2026-11", "3000", "", "", "2026-11-16");

  EXPECT_EQ(plan.of("2026-11"), "3000");
}

TEST(QuotaRules, ARampReducesTheQuotaByCalendarMonthsOfEmployment) {
  Plan plan;
  auto& ana = plan.person("ana");
  ana.employed = span("2026-08-01");
  ana.ramp_e4 = {0, 25 * percent, 50 * percent, 75 * percent};
  for (const auto* month : {"2026-08", "2026-09", "2026-10", "2026-11", "2026-12"})
    plan.quota(month, "100000", "ana");

  EXPECT_EQ(plan.of("2026-08", "ana"), "0");
  EXPECT_EQ(plan.of("2026-09", "ana"), "25000");
  EXPECT_EQ(plan.of("2026-10", "ana"), "50000");
  EXPECT_EQ(plan.of("2026-11", "ana"), "75000");
  EXPECT_EQ(plan.of("2026-12", "ana"), "100000");
  EXPECT_EQ(plan.of("2026-Q4", "ana"), "225000");
}

TEST(QuotaRules, TheFirstMonthOfARampIsTheMonthOfTheFirstDayHoweverLate) {
  Plan plan;
  auto& ana = plan.person("ana");
  ana.employed = span("2026-11-30");
  ana.ramp_e4 = {50 * percent, 80 * percent};
  plan.quota("2026-11", "3000", "ana").quota("2026-12", "1000", "ana");

  EXPECT_EQ(plan.of("2026-11", "ana"), "50");  // a day of 30, at half
  EXPECT_EQ(plan.of("2026-12", "ana"), "800");
}

TEST(QuotaRules, ARampContinuesIntoTheNextYear) {
  Plan plan;
  auto& ana = plan.person("ana");
  ana.employed = span("2026-12-15");
  ana.ramp_e4 = {0, 50 * percent};
  plan.quota("2027-01", "100", "ana").quota("2027-02", "100", "ana");

  EXPECT_EQ(plan.of("2027-01", "ana"), "50");
  EXPECT_EQ(plan.of("2027-02", "ana"), "100");
}

TEST(QuotaRules, InALongerPeriodARampIsWeightedByDays) {
  Plan plan;
  auto& ana = plan.person("ana");
  ana.employed = span("2026-10-01");
  ana.ramp_e4 = {0, 50 * percent};
  plan.quota("2026-Q4", "9200", "ana");

  EXPECT_EQ(plan.of("2026-Q4", "ana"), "4600");  // 31 days of 0, 30 of 50, 31 of 100
  EXPECT_EQ(plan.of("2026-11", "ana"), "1500");
}

TEST(QuotaRules, JoiningOrLeavingWithinThePeriodReducesTheQuotaByDays) {
  Plan plan;
  plan.person("ana").employed = span("2026-11-16");
  plan.person("ben").employed = span("", "2026-11-11");
  plan.person("cat").employed = span("2026-11-10", "2026-11-13");
  plan.person("dai").employed = span("2027-01-01");
  for (const auto* who : {"ana", "ben", "cat", "dai"}) plan.quota("2026-11", "3000", who);

  EXPECT_EQ(plan.of("2026-11", "ana"), "1500");
  EXPECT_EQ(plan.of("2026-11", "ben"), "1000");
  EXPECT_EQ(plan.of("2026-11", "cat"), "300");
  EXPECT_EQ(plan.of("2026-11", "dai"), "0");
}

TEST(QuotaRules, OverlappingLeaveIsSubtractedOnce) {
  Plan plan;
  auto& ana = plan.person("ana");
  ana.leave = {span("2026-10-20", "2026-11-06"), span("2026-11-01", "2026-11-11"),
               span("2026-11-26")};
  plan.quota("2026-11", "3000", "ana");

  EXPECT_EQ(plan.of("2026-11", "ana"), "1500");  // from the 11th to the 25th
  EXPECT_EQ(plan.in("2026-11-01", "2026-11-11", "ana"), "0");
}

TEST(QuotaRules, LeaveDoesNotInterruptARamp) {
  Plan plan;
  auto& ana = plan.person("ana");
  ana.employed = span("2026-10-01");
  ana.ramp_e4 = {0, 0, 50 * percent};
  ana.leave = {span("2026-12-01", "2026-12-02")};
  plan.quota("2026-12", "3100", "ana");

  EXPECT_EQ(plan.of("2026-12", "ana"), "1500");
}

TEST(QuotaRules, QuotasOfTeamsAndTheOfficeAreNotReduced) {
  Plan plan;
  auto& ana = plan.person("ana");
  ana.employed = span("2026-11-16");
  plan.team("ana").members = {membership("ana")};
  plan.quota("2026-11", "100", "", "ana").quota("2026-11", "200");

  EXPECT_EQ(plan.of("2026-11", "", "ana"), "100");
  EXPECT_EQ(plan.of("2026-11"), "200");
}

TEST(QuotaRules, ASumOfPartsOfPeriodsIsRoundedOnce) {
  Plan plan;
  plan.person("ana").leave = {span("2026-10-01", "2026-10-11"), span("2026-12-01", "2026-12-11")};
  plan.quota("2026-10", "0.0002", "ana").quota("2026-11", "0.0001", "ana");
  plan.quota("2026-12", "0.0002", "ana");

  // 2 × 21/31 twice and 1: 3.71. Rounded one by one the months would be 1 + 1 + 1.
  EXPECT_EQ(plan.of("2026-Q4", "ana"), "0.0004");
}

TEST(QuotaRules, AHalfIsRoundedToTheEvenNeighbour) {
  Plan plan;
  plan.person("ana").employed = span("2026-11-16");
  plan.quota("2026-11", "0.0001", "ana");
  EXPECT_EQ(plan.of("2026-11", "ana"), "0");

  plan.org.quotas.back().amount.e4 = 3;
  EXPECT_EQ(plan.of("2026-11", "ana"), "0.0002");
}

TEST(QuotaRules, TheLargestAmountsAreExactAndASumThatIsTooLargeHasNoValue) {
  Plan plan;
  const std::string most = "100000000000000";
  for (int m = 1; m <= 12; ++m)
    plan.quota("2026-" + std::string(m < 10 ? "0" : "") + std::to_string(m), most);
  plan.quota("2027", most, "ana");

  EXPECT_EQ(plan.of("2026-Q1"), "300000000000000");
  EXPECT_EQ(plan.of("2026"), "-");
  EXPECT_EQ(plan.in("2027-01-01", "2027-03-15", "ana"), "20000000000000");  // 73 of 365 days
}

TEST(QuotaRules, QuotasMayBeSetForFiscalPeriods) {
  Plan plan;
  plan.org.calendar.fiscal_year_start = 7;
  plan.quota("FY2027", "36500").quota("FY2027-Q2", "1000");

  EXPECT_EQ(plan.in("2026-10-01", "2027-01-01"), "1000");
  EXPECT_EQ(plan.of("2026-07"), "3100");
  plan.org.calendar.pattern = core::CalendarRules::Pattern::w445;
  plan.org.quotas.clear();
  plan.quota("FY2027-P04", "400").quota("FY2027-P05", "400").quota("FY2027-P06", "500");
  EXPECT_EQ(plan.of("FY2027-Q2"), "1300");
}

TEST(QuotaRules, QuotasForPeriodsOfAnotherCalendarAreIgnored) {
  Plan plan;
  plan.org.calendar.fiscal_year_start = 7;
  plan.quota("2026-Q4", "100").quota("2026", "100");

  EXPECT_EQ(plan.of("FY2027-Q2"), "-");
}

TEST(MembersQuota, IsTheSumOfTheMembersOwnQuotas) {
  Plan plan;
  plan.person("ana").employed = span("2026-11-16");
  plan.person("ben");
  plan.person("cat");
  plan.team("north").members = {membership("ana"), membership("ben"), membership("cat")};
  plan.quota("2026-11", "3000", "ana").quota("2026", "36500", "ben");
  plan.quota("2026-11", "9000", "", "north");

  EXPECT_EQ(plan.of_members("2026-11", "north"), "4500");  // 1500 + 3000; cat has none
  EXPECT_EQ(plan.of("2026-11", "", "north"), "9000");      // entered: not the sum
  EXPECT_EQ(plan.of_members("2026-11"), "4500");
}

TEST(MembersQuota, HasNoValueIfNoMemberHasAQuota) {
  Plan plan;
  plan.person("ana");
  plan.team("north").members = {membership("ana")};
  plan.quota("2026-11", "9000", "", "north").quota("2026-12", "10", "ana");

  EXPECT_EQ(plan.of_members("2026-11", "north"), "-");
  EXPECT_EQ(plan.of_members("2026-11", "south"), "-");
  EXPECT_EQ(plan.of_members("2026-11"), "-");
}

TEST(MembersQuota, CountsTheDaysOfAMembership) {
  Plan plan;
  plan.person("ana");
  plan.person("ben");
  plan.team("north").members = {membership("ana", "", "2026-11-11"),
                                membership("ben", "2026-12-01")};
  plan.team("south").members = {membership("ana", "2026-11-11"), membership("ben")};
  plan.quota("2026-11", "3000", "ana").quota("2026-11", "600", "ben");

  EXPECT_EQ(plan.of_members("2026-11", "north"), "1000");
  EXPECT_EQ(plan.of_members("2026-11", "south"), "2600");
  EXPECT_EQ(plan.of_members("2026-11"), "3600");
}

TEST(MembersQuota, IncludesTheTeamsBelowAndCountsEachPersonOnce) {
  Plan plan;
  for (const auto* who : {"ana", "ben", "cat"}) plan.person(who);
  plan.team("sales").members = {membership("ana"), membership("ben", "2026-11-01", "2026-11-21")};
  plan.team("north", "sales").members = {membership("ben", "2026-11-11")};
  plan.team("oslo", "north").members = {membership("cat"), membership("ben", "", "2026-11-04")};
  plan.quota("2026-11", "3000", "ana").quota("2026-11", "3000", "ben");
  plan.quota("2026-11", "3000", "cat");

  EXPECT_EQ(plan.of_members("2026-11", "sales"), "9000");
  EXPECT_EQ(plan.of_members("2026-11", "north"), "5300");  // ben without the 4th to the 10th
  EXPECT_EQ(plan.of_members("2026-11", "oslo"), "3300");
}

TEST(MembersQuota, OfTheOfficeIncludesPeopleTheDocumentDoesNotList) {
  Plan plan;
  plan.quota("2026-11", "3000", "ana").quota("2026-11", "1000", "ben");

  EXPECT_EQ(plan.of_members("2026-11"), "4000");
}

TEST(Forecasts, AreFoundByExactPeriodAndSubject) {
  Plan plan;
  plan.org.forecasts = {{"2026-11", "", "", {1'000'000}},
                        {"2026-11", "ana", "", {200'000}},
                        {"2026-Q4", "", "north", {3'000'000}}};

  EXPECT_EQ(plan.forecast("2026-11"), "100");
  EXPECT_EQ(plan.forecast("2026-11", "ana"), "20");
  EXPECT_EQ(plan.forecast("2026-Q4", "", "north"), "300");
  EXPECT_EQ(plan.forecast("2026-Q4"), "-");
  EXPECT_EQ(plan.forecast("2026-11", "", "north"), "-");
}

TEST(ExactSum, AddsFractionsWithDifferentDenominators) {
  core::ExactSum sum;
  for (int i = 0; i < 3; ++i) sum.add(1, 3);
  sum.add(1, 4);
  sum.add(1, 4);
  EXPECT_EQ(static_cast<int>(sum.rounded()), 2);  // 1.5

  sum.add(1, 1);
  EXPECT_EQ(static_cast<int>(sum.rounded()), 2);  // 2.5
  sum.add(-5, 1);
  EXPECT_EQ(static_cast<int>(sum.rounded()), -2);  // -2.5
  sum.add(-1, 7);
  EXPECT_EQ(static_cast<int>(sum.rounded()), -3);
}

}  // namespace
}  // namespace dealbell::test
