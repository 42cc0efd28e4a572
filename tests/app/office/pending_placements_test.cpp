#include "app/office/pending_placements.hpp"

#include <gtest/gtest.h>

namespace dealbell::app {
namespace {

using store::Placed;

store::Placed waiting(std::int64_t row, bool repeats = false) {
  return {Placed::waiting, 0, row, repeats};
}

store::Released released(std::int64_t row, store::Placed placed) { return {row, {}, placed}; }

class InboxWaitsTest : public ::testing::Test {
 protected:
  std::shared_ptr<Placement> placement_of(std::vector<store::Placed> placed) {
    auto placement = std::make_shared<Placement>();
    placement->placed = std::move(placed);
    placement->settled = std::make_unique<io::OneShotEvent>();
    for (std::size_t i = 0; i < placement->placed.size(); ++i)
      if (placement->placed[i].outcome == Placed::waiting) waits_.add(placement, i);
    return placement;
  }
  PendingPlacements waits_;
};

TEST_F(InboxWaitsTest, OpensWhenTheLastOneIsSettled) {
  const auto both = placement_of({waiting(4), {Placed::duplicate, 9}, waiting(5)});
  EXPECT_EQ(both->waiting, 2u);

  EXPECT_TRUE(waits_.settle(released(5, {Placed::accepted, 31})));
  EXPECT_FALSE(both->settled->is_open());
  EXPECT_TRUE(waits_.settle(released(4, {Placed::reused, 12})));

  EXPECT_TRUE(both->settled->is_open());
  EXPECT_EQ(both->placed[0].outcome, Placed::reused);
  EXPECT_EQ(both->placed[1].seq, 9u);
  EXPECT_EQ(both->placed[2].outcome, Placed::accepted);
  EXPECT_EQ(both->placed[2].seq, 31u);
}

TEST_F(InboxWaitsTest, ARepetitionIsADuplicateOfWhatIsAccepted) {
  const auto first = placement_of({waiting(4)});
  const auto again = placement_of({waiting(4, true)});

  waits_.settle(released(4, {Placed::accepted, 31}));

  EXPECT_EQ(first->placed[0].outcome, Placed::accepted);
  EXPECT_EQ(again->placed[0].outcome, Placed::duplicate);
  EXPECT_EQ(again->placed[0].seq, 31u);
}

TEST_F(InboxWaitsTest, WhoeverHasStoppedWaitingIsNotTold) {
  const auto gone = placement_of({waiting(4), waiting(5)});
  const auto stays = placement_of({waiting(5, true)});
  waits_.forget(gone);

  EXPECT_FALSE(waits_.settle(released(4, {Placed::accepted, 30})));
  EXPECT_TRUE(waits_.settle(released(5, {Placed::accepted, 31})));

  EXPECT_EQ(gone->placed[0].outcome, Placed::waiting);
  EXPECT_EQ(gone->placed[1].outcome, Placed::waiting);
  EXPECT_EQ(stays->placed[0].outcome, Placed::duplicate);
}

}  // namespace
}  // namespace dealbell::app
