#include <gtest/gtest.h>

#include "support/core/office.hpp"

// If a log has lost records that were already applied, a new state is computed beside the one in
// use, and then their contents are swapped.
namespace dealbell::test {
namespace {

using core::DealStatus;

DealBuilder won(const std::string& id, const std::string& amount) {
  return deal(id).owner("ana").amount(amount).status(DealStatus::won).at("09:00");
}

TEST(SwapContents, TakesOverTheOtherStatesContents) {
  Office shown, folded;
  shown.apply(won("D1", "100")).apply(won("D2", "200"));
  folded.apply(won("D1", "100"));
  const auto digest = folded.sales().digest();
  const auto changes = shown.sales().org_changes();

  shown.sales().swap_contents(folded.sales(), 3);

  EXPECT_EQ(shown.kpi("won_amount"), "100.00");
  EXPECT_EQ(shown.sales().digest(), digest);
  EXPECT_EQ(shown.sales().seq(), 1u);
  EXPECT_EQ(shown.sales().log(), 3);
  EXPECT_EQ(shown.sales().times_replaced(), 1u);
  EXPECT_NE(shown.sales().org_changes(), changes);
}

TEST(SwapContents, KeepsWorkingAfterTheSwap) {
  Office shown;
  shown.apply(won("D1", "100"));
  {
    const auto other = std::make_unique<Office>();
    other->apply(won("D2", "50"));
    shown.sales().swap_contents(other->sales(), 2);
  }
  shown.sales().apply(won("D3", "7").event, 2);
  shown.sales().set_org(Office::euros(), shown.sales().calendar());

  EXPECT_EQ(shown.kpi("won_amount"), "57.00");
  EXPECT_EQ(shown.sales().seq(), 2u);
}

TEST(SwapContents, SetLogAndSkipChangeOnlyThePosition) {
  Office shown;
  shown.apply(won("D1", "100"));
  const auto changes = shown.sales().org_changes();

  shown.sales().set_log(5);
  shown.sales().skip(4);

  EXPECT_EQ(shown.sales().log(), 5);
  EXPECT_EQ(shown.sales().seq(), 4u);
  EXPECT_EQ(shown.sales().times_replaced(), 0u);
  EXPECT_EQ(shown.sales().org_changes(), changes);
  EXPECT_EQ(shown.kpi("won_amount"), "100.00");
}

}  // namespace
}  // namespace dealbell::test
