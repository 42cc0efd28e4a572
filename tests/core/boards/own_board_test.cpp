#include "core/boards/own_board.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <tuple>

#include "core/boards/tile_fields.hpp"
#include "support/core/office.hpp"

namespace dealbell::test {
namespace {

using core::DealStatus;

core::Org org_with_people() {
  auto org = Office::euros();
  org.people = {{"ana", "Ana", {}}, {"ben", "Ben", {}}, {"cat", "Cat", {}}};
  return org;
}

void close_deals(Office& office, const std::string& owner, DealStatus status, int n) {
  for (int i = 0; i < n; ++i)
    office.apply(deal(owner + std::to_string(i) + (status == DealStatus::won ? "w" : "l"))
                     .owner(owner)
                     .amount("100")
                     .status(status)
                     .at(at("09:00", "2026-11-10")));
}

core::BoardTile tile_of(const std::string& measure, const std::string& by = "person") {
  core::BoardTile tile;
  tile.id = "t";
  tile.measure = measure;
  tile.by = by;
  return tile;
}

core::Tile shown(const Office& office, const core::BoardTile& tile, Instant now = at("10:00")) {
  return core::own_board(office.sales(), {"b", "B", {tile}}, now, false).tiles.at("tile:t");
}

// "ana 1; ben -": the keys in the order in which they are drawn, with their ranks.
std::string ranks(const core::Tile& tile) {
  std::vector<std::tuple<std::int64_t, std::string, std::string>> rows;
  for (const auto& [key, row] : tile.rows) {
    const auto* rank = std::get_if<std::int64_t>(&row.at(core::field::rank));
    rows.emplace_back(std::get<std::int64_t>(row.at(core::field::pos)), key,
                      rank ? std::to_string(*rank) : "-");
  }
  std::sort(rows.begin(), rows.end());
  std::string text;
  for (const auto& [pos, key, rank] : rows) text += (text.empty() ? "" : "; ") + key + " " + rank;
  return text;
}

TEST(OwnBoard, RowsWithoutAValueHaveNoRankAndComeLast) {
  auto org = org_with_people();
  org.quotas = {{"won_amount", "2026-11", "cat", "", {10'000'000}}};
  Office office(org);
  close_deals(office, "ana", DealStatus::won, 3);
  close_deals(office, "cat", DealStatus::won, 1);

  EXPECT_EQ(ranks(shown(office, tile_of("attainment"))), "cat 1; ana -");
}

TEST(OwnBoard, WhoIsDoneHasNoRank) {
  auto org = org_with_people();
  for (const auto* person : {"ana", "cat"})
    org.quotas.push_back({"won_amount", "2026-11", person, "", {2'000'000}});
  Office office(org);
  close_deals(office, "ana", DealStatus::won, 3);
  close_deals(office, "cat", DealStatus::won, 1);

  EXPECT_EQ(ranks(shown(office, tile_of("required_per_day"))), "cat 1; ana -");
}

TEST(OwnBoard, ARateOfFewDealsIsUnrankedAtTheEnd) {
  Office office(org_with_people());
  close_deals(office, "ana", DealStatus::won, 15);
  close_deals(office, "ana", DealStatus::lost, 6);
  close_deals(office, "ben", DealStatus::won, 1);
  close_deals(office, "cat", DealStatus::won, 2);
  close_deals(office, "cat", DealStatus::lost, 3);
  auto tile = tile_of("win_rate");

  EXPECT_EQ(ranks(shown(office, tile)), "ana 1; cat 2; ben -");
  EXPECT_EQ(std::get<std::int64_t>(shown(office, tile).rows.at("ben").at(core::field::n)), 1);
  EXPECT_TRUE(std::get<bool>(shown(office, tile).meta.at(core::field::rate)));
  tile.least_n = 6;
  EXPECT_EQ(ranks(shown(office, tile)), "ana 1; ben -; cat -");
  tile.least_n = 1;
  EXPECT_EQ(ranks(shown(office, tile)), "ben 1; ana 2; cat 3");
}

TEST(OwnBoard, OnlyRatesHaveALeastNumberOfDealsUnlessTheTileSaysSo) {
  Office office(org_with_people());
  close_deals(office, "ana", DealStatus::won, 2);
  close_deals(office, "ben", DealStatus::won, 1);
  auto tile = tile_of("won_amount");

  EXPECT_EQ(ranks(shown(office, tile)), "ana 1; ben 2");
  tile.least_n = 2;
  EXPECT_EQ(ranks(shown(office, tile)), "ana 1; ben -");
}

TEST(OwnBoard, UnmappedOwnersAndNamelessGroupsHaveNoPlaceButCountInTheTotal) {
  Office office(org_with_people());
  close_deals(office, "ana", DealStatus::won, 1);
  close_deals(office, "stranger", DealStatus::won, 4);
  office.apply(deal("D").amount("900").status(DealStatus::won).at(at("09:00", "2026-11-10")));
  office.apply(deal("P")
                   .owner("ana")
                   .amount("50")
                   .status(DealStatus::won)
                   .product("gtx")
                   .at(at("09:00", "2026-11-10")));

  const auto people = shown(office, tile_of("won_amount"));
  EXPECT_EQ(ranks(people), "ana 1");
  EXPECT_EQ(std::get<std::string>(people.meta.at(core::field::value)), "1450.00");
  EXPECT_EQ(ranks(shown(office, tile_of("won_amount", "product"))), "gtx 1");
}

}  // namespace
}  // namespace dealbell::test
