#include "app/office/pending_placements.hpp"

#include <gtest/gtest.h>

namespace dealbell::app {
namespace {

using store::Placed;

store::Placed waiting(std::int64_t row, bool repeats = false) {
  return {Placed::waiting, 0, row, repeats};
}

store::Released released(std::int64_t row, store::Placed placed) { return {row, {}, placed}; }

class PendingPlacementsTest : public ::testing::Test {
 protected:
  std::shared_ptr<Placement> placement_of(std::vector<store::Placed> placed) {
    auto placement = std::make_shared<Placement>();
    placement->placed = std::move(placed);
    placement->resolved = std::make_unique<io::OneShotEvent>();
    for (std::size_t i = 0; i < placement->placed.size(); ++i)
      if (placement->placed[i].outcome == Placed::waiting) pending_.add(placement, i);
    return placement;
  }
  PendingPlacements pending_;
};

TEST_F(PendingPlacementsTest, OpensWhenTheLastRowIsSettled) {
  const auto both = placement_of({waiting(4), {Placed::duplicate, 9}, waiting(5)});
  EXPECT_EQ(both->waiting, 2u);

  EXPECT_TRUE(pending_.resolve(released(5, {Placed::accepted, 31})));
  EXPECT_FALSE(both->resolved->is_open());
  EXPECT_TRUE(pending_.resolve(released(4, {Placed::reused, 12})));

  EXPECT_TRUE(both->resolved->is_open());
  EXPECT_EQ(both->placed[0].outcome, Placed::reused);
  EXPECT_EQ(both->placed[1].seq, 9u);
  EXPECT_EQ(both->placed[2].outcome, Placed::accepted);
  EXPECT_EQ(both->placed[2].seq, 31u);
}

TEST_F(PendingPlacementsTest, ARepeatOfAnAcceptedEventIsADuplicate) {
  const auto first = placement_of({waiting(4)});
  const auto repeat = placement_of({waiting(4, true)});

  pending_.resolve(released(4, {Placed::accepted, 31}));

  EXPECT_EQ(first->placed[0].outcome, Placed::accepted);
  EXPECT_EQ(repeat->placed[0].outcome, Placed::duplicate);
  EXPECT_EQ(repeat->placed[0].seq, 31u);
}

TEST_F(PendingPlacementsTest, ARemovedPlacementDoesNotChange) {
  const auto removed = placement_of({waiting(4), waiting(5)});
  const auto stays = placement_of({waiting(5, true)});
  pending_.remove(removed);

  EXPECT_FALSE(pending_.resolve(released(4, {Placed::accepted, 30})));
  EXPECT_TRUE(pending_.resolve(released(5, {Placed::accepted, 31})));

  EXPECT_EQ(removed->placed[0].outcome, Placed::waiting);
  EXPECT_EQ(removed->placed[1].outcome, Placed::waiting);
  EXPECT_EQ(stays->placed[0].outcome, Placed::duplicate);
}

}  // namespace
}  // namespace dealbell::app
