#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "org_errors.hpp"

namespace dealbell::wire {
namespace {

using ::testing::ElementsAre;

TEST(OrgBoards, AreMadeOfTiles) {
  const auto org = office(R"({"teams":[{"id":"north"}],"boards":[{"id":"north","title":"The North",
      "tick_ms":1000,"tiles":[
      {"id":"won","measure":"won_amount"},
      {"id":"reached","title":"Calls","measure":"attainment","of":"activities","by":"person",
       "period":"quarter","filters":{"team":"north","region":""},"limit":12,"least_n":20}]}]})");

  EXPECT_EQ(org.boards.at(0).tick_ms, 1000);
  const auto& tiles = org.boards.at(0).tiles;
  EXPECT_EQ(tiles.at(0).period, "month");
  EXPECT_EQ(tiles.at(0).limit, 8);
  EXPECT_EQ(tiles.at(0).least_n, std::nullopt);
  EXPECT_EQ(tiles.at(1).least_n, 20);
  EXPECT_EQ(tiles.at(1).target_of, "activities");
  EXPECT_EQ(tiles.at(1).filters.at("team"), "north");
  EXPECT_EQ(tiles.at(1).filters.at("region"), "");
}

TEST(OrgBoards, EveryErrorOfATileHasItsPointer) {
  EXPECT_THAT(
      errors_of(R"({"teams":[{"id":"north"}],"boards":[{"id":"b","tick_ms":1,"tiles":[
      {"id":"t","measure":"won","of":"fun","by":"persn","period":"decade","limit":0,"least_n":-1,
       "filters":{"team":"nroth","colour":"red"}},{"id":"t"},{"measure":"won_count"}]}]})"),
      ElementsAre("bad_value /boards/0/tick_ms", "bad_value /boards/0/tiles/0/measure",
                  "bad_value /boards/0/tiles/0/of", "bad_value /boards/0/tiles/0/by",
                  "bad_value /boards/0/tiles/0/period", "bad_value /boards/0/tiles/0/limit",
                  "bad_value /boards/0/tiles/0/least_n", "bad_value /boards/0/tiles/0/filters/team",
                  "bad_value /boards/0/tiles/0/filters/colour", "missing /boards/0/tiles/1/measure",
                  "bad_value /boards/0/tiles/1/id", "missing /boards/0/tiles/2/id"));
}

TEST(OrgBoards, OnlyMeasuresAboutAQuotaHaveOf) {
  const auto tile = [](const std::string& members) {
    return R"({"measures":[{"id":"mine","count":"won"}],"boards":[{"id":"b","tiles":[{"id":"t",)" +
           members + "}]}]}";
  };
  EXPECT_THAT(errors_of(tile(R"("measure":"won_amount","of":"activities")")),
              ElementsAre("bad_value /boards/0/tiles/0/of"));
  EXPECT_THAT(errors_of(tile(R"("measure":"mine","of":"activities")")),
              ElementsAre("bad_value /boards/0/tiles/0/of"));
  EXPECT_THAT(errors_of(tile(R"("measure":"attainment","of":"pace_delta")")),
              ElementsAre("bad_value /boards/0/tiles/0/of"));
  EXPECT_THAT(errors_of(tile(R"("measure":"attainment","of":"mine")")), ElementsAre());
}

TEST(OrgBoards, NeedAUniqueIdAndATile) {
  EXPECT_THAT(
      errors_of(R"({"boards":[{"id":"wall","tiles":[{"id":"t","measure":"won_count"}]},
                                     {"id":"a/b","tiles":[{"id":"t","measure":"won_count"}]},
                                     {"id":"empty"}]})"),
      ElementsAre("bad_value /boards/0/id", "bad_value /boards/1/id", "missing /boards/2/tiles"));
}

}  // namespace
}  // namespace dealbell::wire
