#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "org_errors.hpp"

namespace dealbell::wire {
namespace {

using ::testing::ElementsAre;

TEST(OrgPipelines, HaveStagesInTheirOrder) {
  const auto org = office(R"({"pipelines":[{"id":"new","aliases":["hubspot:1"],"stages":[
      {"id":"demo","name":"Demo","aliases":["Demo held"],"probability":"40","stuck_after_days":14,
       "forecast":"best_case"},{"id":"offer","probability":62.5},{"id":"signed","status":"won"},
      {"id":"dead","status":null}]}]})");

  const auto& stages = org.pipelines.at(0).stages;
  EXPECT_EQ(stages.at(0).probability_e4, 400'000);
  EXPECT_EQ(stages.at(0).stuck_after_days, 14);
  EXPECT_EQ(stages.at(0).forecast, "best_case");
  EXPECT_EQ(stages.at(1).probability_e4, 625'000);
  EXPECT_EQ(stages.at(1).stuck_after_days, std::nullopt);
  EXPECT_EQ(stages.at(1).name, "offer");
  EXPECT_EQ(stages.at(2).status, core::DealStatus::won);
  EXPECT_EQ(stages.at(3).status, core::DealStatus::unknown);
}

TEST(OrgPipelines, MayHaveAnAuthority) {
  const auto org = office(R"({"pipelines":[{"id":"a","authority":"hubspot"},{"id":"b"}]})");

  EXPECT_EQ(org.pipelines.at(0).authority, "hubspot");
  EXPECT_EQ(org.pipelines.at(1).authority, "");
  EXPECT_THAT(errors_of(R"({"pipelines":[{"id":"a","authority":""}]})"),
              ElementsAre("bad_value /pipelines/0/authority"));
}

TEST(OrgTwins, AreDecidedOnceEach) {
  const auto org = office(R"({"twins":[{"deal":"stripe:pi_1","of":"hubspot:1:2","same":true},
                                       {"deal":"stripe:pi_2","of":"hubspot:1:2","same":false}]})");

  EXPECT_EQ(org.twins.at(0), (core::OrgTwin{"stripe:pi_1", "hubspot:1:2", true}));
  EXPECT_EQ(org.twins.at(1), (core::OrgTwin{"stripe:pi_2", "hubspot:1:2", false}));
  EXPECT_THAT(
      errors_of(R"({"twins":[{"deal":"a:1","of":"b:1","same":true},
                                    {"deal":"b:1","of":"a:1","same":false},
                                    {"deal":"a:1","of":"b:2","same":true},
                                    {"deal":"a:9","of":"a:9","same":true},
                                    {"deal":"one","of":"b:","same":1},
                                    {"deal":"c:1","of":"b:7"}]})"),
      ElementsAre("bad_value /twins/1", "bad_value /twins/2/deal", "bad_value /twins/3/of",
                  "bad_value /twins/4/deal", "bad_value /twins/4/of", "wrong_type /twins/4/same",
                  "missing /twins/5/same", "bad_value /twins/3/of"));
}

TEST(OrgTwins, TheDealThatCountsMustNotBeACopy) {
  EXPECT_THAT(errors_of(R"({"twins":[{"deal":"a:1","of":"b:1","same":true},
                                    {"deal":"b:1","of":"c:1","same":true},
                                    {"deal":"d:1","of":"a:1","same":false}]})"),
              ElementsAre("bad_value /twins/0/of"));
}

TEST(OrgPipelines, StageIdsAreUniqueWithinAPipeline) {
  EXPECT_THAT(
      errors_of(
          R"({"pipelines":[{"id":"a","stages":[{"id":"x"},{"id":"y","aliases":["x"]},{"id":"x"}]},
                                {"id":"b","stages":[{"id":"x"}]},{"id":"a"}]})"),
      ElementsAre("bad_value /pipelines/0/stages/1/aliases/0", "bad_value /pipelines/0/stages/2/id",
                  "bad_value /pipelines/2/id"));
}

TEST(OrgPipelines, EveryErrorOfAStageHasItsPointer) {
  EXPECT_THAT(
      errors_of(R"({"pipelines":[{"id":"a","stages":[
                  {"probability":101,"stuck_after_days":0,"forecast":"comit","status":"closed",
                   "aliases":[""]}]}]})"),
      ElementsAre("bad_value /pipelines/0/stages/0/probability",
                  "bad_value /pipelines/0/stages/0/stuck_after_days",
                  "bad_value /pipelines/0/stages/0/forecast",
                  "bad_value /pipelines/0/stages/0/status",
                  "bad_value /pipelines/0/stages/0/aliases/0", "missing /pipelines/0/stages/0/id"));
}

TEST(OrgWords, MapRawWordsToOurs) {
  const auto org = office(R"({"kinds":{"new":["New Business"],"renewal":[]},
      "forecast_categories":{"commit":["Commit","Zusage"]},"new_after_months":12})");

  EXPECT_THAT(org.kinds.at("new"), ElementsAre("New Business"));
  EXPECT_THAT(org.forecast_categories.at("commit"), ElementsAre("Commit", "Zusage"));
  EXPECT_EQ(org.new_after_months, 12);
}

TEST(OrgWords, ARawWordHasOneMeaning) {
  EXPECT_THAT(errors_of(R"({"kinds":{"new":["A"],"expansion":["B","A"],"old":[]},
                           "forecast_categories":{"commit":"Commit"},"new_after_months":0})"),
              ElementsAre("bad_value /kinds/expansion/1", "bad_value /kinds/old",
                          "wrong_type /forecast_categories/commit", "bad_value /new_after_months"));
}

TEST(OrgRates, AreSortedByDayAndExactToTenDecimals) {
  const auto org = office(R"({"rates":[
      {"from":"2026-11-09","base":"EUR","per":{"USD":"1.09"}},
      {"from":"2026-11-02","base":"EUR","per":{"USD":"1.0823","JPY":163.4,"KWD":"0.0000000001"}}]})");

  ASSERT_EQ(org.rates.size(), 2u);
  EXPECT_EQ(org.rates[0].from, day("2026-11-02"));
  EXPECT_EQ(org.rates[0].per_e10.at("USD"), 10'823'000'000);
  EXPECT_EQ(org.rates[0].per_e10.at("JPY"), 1'634'000'000'000);
  EXPECT_EQ(org.rates[0].per_e10.at("KWD"), 1);
}

TEST(OrgRates, EveryErrorHasItsPointer) {
  EXPECT_THAT(
      errors_of(R"({"rates":[{"from":"2026-11-02","base":"EUR","per":{"USD":"1"}},
                            {"from":"2026-11-02","base":"EUR","per":{"usd":"1","GBP":"0","JPY":"-1",
                             "KWD":"0.00000000001","CHF":"200000000","EUR":"1","SEK":true}},
                            {"base":"euro","per":{}}]})"),
      ElementsAre("bad_value /rates/1/per/usd", "bad_value /rates/1/per/GBP",
                  "bad_value /rates/1/per/JPY", "bad_value /rates/1/per/KWD",
                  "bad_value /rates/1/per/CHF", "wrong_type /rates/1/per/SEK",
                  "bad_value /rates/1/per/EUR", "bad_value /rates/1", "bad_value /rates/2/base",
                  "missing /rates/2/from", "missing /rates/2/per"));
}

}  // namespace
}  // namespace dealbell::wire
