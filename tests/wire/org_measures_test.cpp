#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "org_errors.hpp"

namespace dealbell::wire {
namespace {

using ::testing::ElementsAre;

using core::OwnMeasure;

// One measure with these members besides its id.
std::string with(const std::string& members) {
  return R"({"measures":[{"id":"mine",)" + members + "}]}";
}
OwnMeasure measure(const std::string& members) { return office(with(members)).measures.at(0); }

TEST(OrgMeasures, SumAnAmountOfDealsOrTheDurationOfActivities) {
  const auto arr = measure(R"("name":"New ARR","sum":"arr","of":"won",
                              "where":{"kind":["new"],"region":{"not":["west",""]}})");

  EXPECT_EQ(arr.kind, OwnMeasure::Kind::sum);
  EXPECT_EQ(arr.field, "arr");
  EXPECT_EQ(arr.where.at(0), (core::OwnFilter{"kind", {"new"}, false}));
  EXPECT_EQ(arr.where.at(1), (core::OwnFilter{"region", {"west", ""}, true}));
  EXPECT_EQ(measure(R"("sum":"duration_s","of":"activities")").of, OwnMeasure::Of::activities);
}

TEST(OrgMeasures, CountEntriesOrDistinctValues) {
  EXPECT_EQ(measure(R"("count":"lost")").of, OwnMeasure::Of::lost);
  EXPECT_EQ(measure(R"("where":{"kind":["call"],"automatic":["false"]},"count":"activities")").of,
            OwnMeasure::Of::activities);
  const auto customers = measure(R"("distinct":"customer","of":"created")");
  EXPECT_EQ(customers.field, "customer");
  EXPECT_EQ(customers.of, OwnMeasure::Of::created);
}

TEST(OrgMeasures, AreMadeOfOtherMeasures) {
  const auto org = office(R"({"measures":[
      {"id":"calls_per_win","ratio":["calls","won_count"]},
      {"id":"calls","count":"activities","where":{"kind":["call"]}},
      {"id":"game","points":[{"measure":"won_count","each":"10"},{"measure":"won_amount","per":1000,"each":"-0.5"}]},
      {"id":"points_per_call","ratio":["game","calls"]}]})");

  EXPECT_EQ(org.measures.at(0).numerator, "calls");
  EXPECT_EQ(org.measures.at(2).points.at(0), (OwnMeasure::Points{"won_count", {100'000}}));
  EXPECT_EQ(org.measures.at(2).points.at(1),
            (OwnMeasure::Points{"won_amount", {-5'000}, {10'000'000}}));
}

TEST(OrgMeasures, AreOfExactlyOneKind) {
  EXPECT_THAT(errors_of(with(R"("name":"x")")), ElementsAre("bad_value /measures/0"));
  EXPECT_THAT(errors_of(with(R"("count":"won","sum":"amount")")),
              ElementsAre("bad_value /measures/0"));
}

TEST(OrgMeasures, AllowOnlyTheKeysOfTheirKind) {
  EXPECT_THAT(errors_of(with(R"("count":"won","of":"lost")")),
              ElementsAre("bad_value /measures/0/of"));
  EXPECT_THAT(
      errors_of(with(R"("ratio":["won_amount","activities"],"of":"won","where":{"kind":["new"]})")),
      ElementsAre("bad_value /measures/0/of", "bad_value /measures/0/where"));
}

TEST(OrgMeasures, FieldsOfDealsAreNotThoseOfActivities) {
  EXPECT_THAT(errors_of(with(R"("sum":"duration_s","of":"won")")),
              ElementsAre("bad_value /measures/0/sum"));
  EXPECT_THAT(errors_of(with(R"("sum":"amount","of":"activities")")),
              ElementsAre("bad_value /measures/0/sum"));
  EXPECT_THAT(errors_of(with(R"("sum":"New ARR")")), ElementsAre("bad_value /measures/0/sum"));
  EXPECT_THAT(errors_of(with(R"("distinct":"outcome")")),
              ElementsAre("bad_value /measures/0/distinct"));
  EXPECT_EQ(only_message(with(R"("count":"activities","where":{"region":["west"]})")),
            "only deals have this field");
  EXPECT_EQ(only_message(with(R"("count":"won","where":{"outcome":["x"]})")),
            "only activities have this field");
  EXPECT_THAT(only_message(with(R"("count":"won","where":{"regoin":["x"]})")),
              ::testing::HasSubstr("did you mean \"region\"?"));
}

TEST(OrgMeasures, AFilterNeedsValues) {
  EXPECT_THAT(
      errors_of(with(R"("count":"won","where":{"kind":[],"region":{},"stage":{"any":["x"]}})")),
      ElementsAre("bad_value /measures/0/where/kind", "missing /measures/0/where/region/not",
                  "bad_value /measures/0/where/stage/any", "missing /measures/0/where/stage/not"));
  EXPECT_THAT(errors_of(with(R"("count":"activities","where":{"automatic":["no"]})")),
              ElementsAre("bad_value /measures/0/where/automatic/0"));
}

TEST(OrgMeasures, TheirPartsMustExistAndBeOfAnotherKind) {
  EXPECT_THAT(
      errors_of(
          R"({"measures":[{"id":"a","ratio":["won_amuont","b"]},{"id":"b","ratio":["a","win_rate"]},
                               {"id":"c","ratio":["won_amount"]},
                               {"id":"d","points":[{"measure":"e","each":1},{"measure":"win_rate","each":1}]},
                               {"id":"e","points":[{"measure":"won_count","each":1,"per":0},
                                                   {"measure":"won_count"}]},{"id":"f","points":[]}]})"),
      ElementsAre("bad_value /measures/2/ratio", "bad_value /measures/4/points/0/per",
                  "missing /measures/4/points/1/each", "bad_value /measures/4/points/1/measure",
                  "bad_value /measures/5/points", "bad_value /measures/0/ratio/0",
                  "bad_value /measures/0/ratio/1", "bad_value /measures/1/ratio/0",
                  "bad_value /measures/1/ratio/1", "bad_value /measures/3/points/0/measure",
                  "bad_value /measures/3/points/1/measure"));
}

TEST(OrgMeasures, ArePossibleOnlyForCertainParts) {
  EXPECT_THAT(errors_of(with(R"("ratio":["pace_delta","won_count"])")),
              ElementsAre("bad_value /measures/0/ratio/0"));
  EXPECT_EQ(only_message(with(R"("points":[{"measure":"cycle_days","each":1}])")),
            "points are only possible for amounts and counts");
}

TEST(OrgMeasures, NeedAUniqueId) {
  EXPECT_THAT(
      errors_of(R"({"measures":[{"id":"won_amount","count":"won"},{"id":"Mine","count":"won"},
                                       {"id":"x","count":"won"},{"id":"x","count":"won"},{"count":"won"}]})"),
      ElementsAre("bad_value /measures/0/id", "bad_value /measures/1/id",
                  "bad_value /measures/3/id", "missing /measures/4/id"));
}

}  // namespace
}  // namespace dealbell::wire
