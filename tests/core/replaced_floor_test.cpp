#include <gtest/gtest.h>

#include "support/core/office.hpp"

// A log that has lost some of what was folded is folded anew beside the floor that everybody looks
// at, which then becomes the new one.
namespace dealbell::test {
namespace {

using core::DealStatus;

DealSaying won(const std::string& id, const std::string& amount) {
  return deal(id).owner("ana").amount(amount).status(DealStatus::won).at("09:00");
}

TEST(ReplacedFloor, ShowsWhatTheOtherHeld) {
  Office shown, folded;
  shown.hears(won("D1", "100")).hears(won("D2", "200"));
  folded.hears(won("D1", "100"));
  const auto digest = folded.floor().digest();
  const auto changes = shown.floor().org_changes();

  shown.floor().become(folded.floor(), 3);

  EXPECT_EQ(shown.kpi("won_amount"), "100.00");
  EXPECT_EQ(shown.floor().digest(), digest);
  EXPECT_EQ(shown.floor().seq(), 1u);
  EXPECT_EQ(shown.floor().log(), 3);
  EXPECT_EQ(shown.floor().times_replaced(), 1u);
  EXPECT_NE(shown.floor().org_changes(), changes);
}

TEST(ReplacedFloor, GoesOnFromThere) {
  Office shown;
  shown.hears(won("D1", "100"));
  {
    const auto other = std::make_unique<Office>();
    other->hears(won("D2", "50"));
    shown.floor().become(other->floor(), 2);
  }
  shown.floor().apply(won("D3", "7").event, 2);
  shown.floor().set_org(Office::euros(), shown.floor().calendar());

  EXPECT_EQ(shown.kpi("won_amount"), "57.00");
  EXPECT_EQ(shown.floor().seq(), 2u);
}

TEST(ReplacedFloor, ANumberAloneChangesNothingElse) {
  Office shown;
  shown.hears(won("D1", "100"));
  const auto changes = shown.floor().org_changes();

  shown.floor().continue_as(5);
  shown.floor().pass(4);

  EXPECT_EQ(shown.floor().log(), 5);
  EXPECT_EQ(shown.floor().seq(), 4u);
  EXPECT_EQ(shown.floor().times_replaced(), 0u);
  EXPECT_EQ(shown.floor().org_changes(), changes);
  EXPECT_EQ(shown.kpi("won_amount"), "100.00");
}

}  // namespace
}  // namespace dealbell::test
