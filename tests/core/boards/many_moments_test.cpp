#include <gtest/gtest.h>

#include "core/boards/wall/wall.hpp"
#include "support/core/office.hpp"

namespace dealbell::test {
namespace {

core::Event win(int n, const std::string& amount, Instant when) {
  return deal("D" + std::to_string(n))
      .owner("ana")
      .amount(amount)
      .status(core::DealStatus::won)
      .at(when)
      .event;
}

core::Tile moments(const Office& office) {
  return core::wall_board(office.sales(), at("09:00:01"), {}).tiles.at("moments");
}

TEST(ManyMoments, OnlyTheNewestFiftyOfManyWinsAreShown) {
  Office office;

  for (int i = 0; i < 120; ++i) office.apply(win(i, "100", at("09:00")));

  const auto tile = moments(office);
  EXPECT_EQ(tile.rows.size(), 50u);
  EXPECT_TRUE(tile.rows.contains("api:D119"));
  EXPECT_FALSE(tile.rows.contains("api:D69"));
}

// A celebration shows the state right after its win, so it neither changes on screen nor is sent
// again.
TEST(ManyMoments, AMomentsRowDoesNotChangeWithLaterWins) {
  Office office;
  const auto won_by = [](const std::string& id, const std::string& owner,
                         const std::string& amount) {
    return deal(id).owner(owner).amount(amount).status(core::DealStatus::won).at(at("09:00")).event;
  };
  office.apply(won_by("D1", "ana", "100")).apply(won_by("D2", "ben", "250"));
  const auto before = moments(office);

  office.apply(won_by("D3", "cho", "9"))
      .apply(won_by("D4", "ana", "7"))
      .apply(won_by("D5", "ben", "8"));

  const auto after = moments(office);
  EXPECT_EQ(after.rows.size(), 5u);
  for (const auto* key : {"api:D1", "api:D2"})
    for (const auto& [field, value] : before.rows.at(key))
      EXPECT_EQ(after.rows.at(key).at(field), value) << key << " " << field;
  EXPECT_EQ(after.rows.at("api:D4").at("nth_week"), core::Value(std::int64_t{2}));
  EXPECT_EQ(after.rows.at("api:D3").at("total_after"), core::Value("359.00"));
  EXPECT_EQ(after.rows.at("api:D5").at("total_before"), core::Value("366.00"));
}

TEST(ManyMoments, WithThousandsOfWinsNoneIsARecord) {
  Office office;
  for (int i = 0; i < 2'000; ++i) office.apply(win(i, "100", at("09:00", "2026-11-20")));

  office.apply(win(5'000, "101", at("09:00")));

  EXPECT_EQ(moments(office).rows.at("api:D5000").at("why"), core::Value{});
}

TEST(ManyMoments, OfTwoRecordsInOneTickOnlyTheLargerCounts) {
  Office office;
  for (int i = 0; i < 20; ++i) office.apply(win(i, "100", at("09:00", "2026-11-20")));

  office.apply(win(100, "110", at("09:00"))).apply(win(101, "120", at("09:00")));

  const auto tile = moments(office);
  EXPECT_EQ(tile.rows.at("api:D100").at("why"), core::Value{});
  EXPECT_EQ(tile.rows.at("api:D101").at("why"), core::Value{std::string("record")});
}

}  // namespace
}  // namespace dealbell::test
