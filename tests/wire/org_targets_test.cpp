#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "org_errors.hpp"

namespace dealbell::wire {
namespace {

using ::testing::ElementsAre;

TEST(OrgQuotas, WithoutAListOfPeopleAnyoneCanHaveAQuota) {
  EXPECT_THAT(errors_of(R"({"quotas":[{"period":"2026-Q4","person":"ana","amount":"1"}]})"),
              ElementsAre());
}

TEST(OrgQuotas, AQuotaIsSetOnceAndForOneOwner) {
  EXPECT_THAT(errors_of(R"({"quotas":[{"period":"2026","amount":"1"},{"period":"2026","amount":2},
                           {"period":"2026","amount":"1","person":"a","team":"b"},{}]})"),
              ElementsAre("bad_value /quotas/1", "bad_value /quotas/2", "missing /quotas/3/period",
                          "missing /quotas/3/amount"));
}

TEST(OrgQuotas, MembersAndOwnersOfQuotasMustExist) {
  EXPECT_THAT(errors_of(R"({"teams":[{"id":"t","members":["ana","x",{"person":"eve"}]}],
                           "people":[{"id":"ana","aliases":["x"]}],
                           "quotas":[{"period":"2026","person":"eve","amount":"1"},{"period":"2026","team":"u","amount":"1"}]})"),
              ElementsAre("bad_value /teams/0/members/1", "bad_value /teams/0/members/2/person",
                          "bad_value /quotas/0/person", "bad_value /quotas/1/team"));
}

TEST(OrgQuotas, MayChangeWithinTheirPeriod) {
  const auto org = office(R"({"quotas":[{"period":"2026-11","amount":"100"},
                                        {"period":"2026-11","amount":"80","from":"2026-11-16"}]})");

  EXPECT_EQ(org.quotas.at(1).from, day("2026-11-16"));
}

TEST(OrgQuotas, TheDayOfAChangeIsInThePeriodAndAfterItsFirst) {
  EXPECT_THAT(errors_of(R"({"quotas":[{"period":"2026-11","amount":"1","from":"2026-12-01"},
                                     {"period":"2026-Q1","amount":"1"},
                                     {"period":"2026-Q1","amount":"2","from":"2026-01-01"}]})"),
              ElementsAre("bad_value /quotas/0/from", "bad_value /quotas/2"));
  EXPECT_EQ(only_message(R"({"quotas":[{"period":"2026-11","amount":"1","from":"2026-12-01"}]})"),
            "this day is not in the period, which is from 2026-11-01 to 2026-11-30");
}

TEST(OrgQuotas, MayBeForAnyMeasure) {
  EXPECT_THAT(errors_of(R"({"quotas":[{"period":"2026","measure":"demos","amount":"1"}],
                           "measures":[{"id":"demos","count":"activities"}]})"),
              ElementsAre());
  EXPECT_EQ(only_message(R"({"quotas":[{"period":"2026","measure":"won_amont","amount":"1"}]})"),
            "there is no measure \"won_amont\": did you mean \"won_amount\"?");
}

TEST(OrgForecasts, AreForAPersonATeamOrTheOfficeAndMayBeZero) {
  const auto org = office(R"({"teams":[{"id":"north"}],
      "forecasts":[{"period":"2026-Q4","team":"north","amount":"0"},
                   {"period":"2026-Q4","person":"ana","amount":"120000.50"},
                   {"period":"2026-Q4","amount":"1"}]})");

  EXPECT_EQ(org.forecasts.at(0).team, "north");
  EXPECT_EQ(org.forecasts.at(1).amount.e4, 1'200'005'000);
}

TEST(OrgForecasts, AreGivenOnceAndNotNegative) {
  EXPECT_THAT(errors_of(R"({"forecasts":[{"period":"2026-Q4","amount":"1"},
                                        {"period":"2026-Q4","amount":"-1"},{"amount":"x"}]})"),
              ElementsAre("bad_value /forecasts/1/amount", "bad_value /forecasts/1",
                          "bad_value /forecasts/2/amount", "missing /forecasts/2/period"));
}

}  // namespace
}  // namespace dealbell::wire
