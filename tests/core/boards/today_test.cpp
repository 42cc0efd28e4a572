#include <gtest/gtest.h>

#include "core/boards/wall/wall.hpp"
#include "support/core/office.hpp"

namespace dealbell::test {
namespace {

core::Event win(const std::string& id, Instant when) {
  return deal(id).owner("ana").amount("100").status(core::DealStatus::won).at(when).event;
}

core::Tile today(const Office& office) {
  return core::wall_board(office.sales(), at("10:00"), {}).tiles.at("today");
}

core::Value place(const core::Tile& tile, const std::string& id) {
  return tile.rows.at("api:" + id).at("pos");
}

TEST(Today, TheNewestSixAreShownAndAllAreCounted) {
  Office office;

  for (int i = 0; i < 9; ++i)
    office.apply(win("D" + std::to_string(i), at("09:0" + std::to_string(i))));

  const auto tile = today(office);
  EXPECT_EQ(tile.rows.size(), 6u);
  EXPECT_EQ(place(tile, "D8"), core::Value{std::int64_t{1}});
  EXPECT_EQ(place(tile, "D3"), core::Value{std::int64_t{6}});
  EXPECT_EQ(tile.meta.at("n"), core::Value{std::int64_t{9}});
}

TEST(Today, WinsOfTheSameInstantAreSortedByKeyIndependentOfArrival) {
  Office office;

  for (const auto* id : {"D7", "D1", "D8", "D2", "D5", "D4", "D3", "D6"})
    office.apply(win(id, at("09:00")));

  const auto tile = today(office);
  EXPECT_EQ(place(tile, "D1"), core::Value{std::int64_t{1}});
  EXPECT_EQ(place(tile, "D6"), core::Value{std::int64_t{6}});
}

TEST(Today, AWinThatIsReopenedOrMovedToAnotherDayDisappears) {
  Office office;
  office.apply(win("reopened", at("09:00"))).apply(win("moved", at("09:00")));

  office.apply(deal("reopened").status(core::DealStatus::open).at("09:01"));
  office.apply(deal("moved").closed_at(at("09:00", "2026-11-20")).at("09:01"));

  EXPECT_TRUE(today(office).rows.empty());
}

}  // namespace
}  // namespace dealbell::test
