#include <gmock/gmock.h>

#include "support/store/shared_fixture.hpp"

namespace dealbell::test {
namespace {

using store::ReceiptState;
using store::Record;

class Receipts : public SharedTest {
 protected:
  ReceiptState state(std::int64_t receipt) { return must(ledger().receipt(receipt)); }
  bool known(std::int64_t receipt) {
    const auto found = ledger().receipt(receipt);
    EXPECT_TRUE(found || found.error().code == Errc::not_found);
    return found.has_value();
  }
};

TEST_F(Receipts, WaitsUntilTheLogHasTheEventsAndThenCountsOutcomes) {
  enqueue({under(1, "mine"), under(1, "elsewhere"), under(1, "other body"), under(1, "later")});
  EXPECT_EQ(state(1), (ReceiptState{.waiting = 4}));

  follow({record("other body", "2"), record("mine"), under(0, "elsewhere", "{}", 9)});

  for (int restarts = 0; restarts < 2; ++restarts, reopen())
    EXPECT_EQ(state(1), (ReceiptState{1, 1, {0}, 1, 3}));
  follow({record("later")});
  EXPECT_EQ(state(1), (ReceiptState{2, 1, {0}, 0, 4}));
}

TEST_F(Receipts, CountsARepetitionOfAWaitingEventAsADuplicate) {
  enqueue({under(1, "a"), under(1, "a")});
  enqueue({under(2, "a", "{}", 5)});
  EXPECT_EQ(state(1), (ReceiptState{.waiting = 2}));
  EXPECT_EQ(state(2), (ReceiptState{.waiting = 1}));

  follow({record("a")});

  EXPECT_EQ(state(1), (ReceiptState{1, 1, {}, 0, 1}));
  EXPECT_EQ(state(2), (ReceiptState{0, 1, {}, 0, 1}));
}

TEST_F(Receipts, ListsReusedIdsByTheirIndex) {
  std::vector<store::Record> batch{under(1, "a"), under(1, "b"), under(1, "c")};
  for (std::size_t i = 0; i < batch.size(); ++i) batch[i].index = 3 + 2 * i;
  enqueue(batch);
  follow({record("c", "3"), record("b"), record("a", "1")});

  for (int restarts = 0; restarts < 2; ++restarts, reopen())
    EXPECT_EQ(must(ledger().receipt(1)).reused, (std::vector<std::size_t>{3, 7}));
}

TEST_F(Receipts, SharesTheOutcomeOfTheWaitingRow) {
  enqueue({under(1, "a")});
  enqueue({under(2, "a")});

  follow({record("a", "2")});

  EXPECT_EQ(state(1), (ReceiptState{0, 0, {0}, 0, 1}));
  EXPECT_EQ(state(2), (ReceiptState{0, 0, {0}, 0, 1}));
}

TEST_F(Receipts, IsCorrectAfterARollBack) {
  enqueue({under(1, "a"), under(1, "b")});
  follow({record("a"), record("b")});

  must(ledger().roll_back(2, 1));
  EXPECT_EQ(state(1), (ReceiptState{.accepted = 1, .waiting = 1, .seq = 1}));

  follow({record("foreign"), record("b", "other")});
  EXPECT_EQ(state(1), (ReceiptState{1, 0, {0}, 0, 3}));
}

TEST_F(Receipts, AReusedIdMayBecomeAcceptedAfterARollBack) {
  enqueue({under(1, "a", "1")});
  follow({record("a", "2")});
  EXPECT_EQ(state(1), (ReceiptState{0, 0, {0}, 0, 1}));
  must(ledger().roll_back(2, 0));

  follow({record("a", "1")});

  EXPECT_EQ(state(1), (ReceiptState{1, 0, {}, 0, 1}));
}

TEST_F(Receipts, AnUnknownReceiptIsNotFound) {
  enqueue({record("without")});
  follow({record("without"), record("b")});

  EXPECT_FALSE(known(0));
  EXPECT_FALSE(known(1));
  EXPECT_FALSE(known(-1));
}

TEST_F(Receipts, RemembersTheGreatest) {
  EXPECT_EQ(ledger().last_receipt(), 0);
  enqueue({under(3, "a")});
  enqueue({under(4, "a")});
  follow({record("a")});
  enqueue({under(5, "a")});

  for (int restarts = 0; restarts < 2; ++restarts, reopen()) EXPECT_EQ(ledger().last_receipt(), 5);
}

TEST_F(Receipts, KeepsTheNewestAndThoseThatWait) {
  const store::Options few{.released_max = 10};
  reopen(few);
  enqueue({under(1, "waits"), under(1, "does not")});
  follow({record("does not")});
  for (int receipt = 2; receipt <= 20; ++receipt) {
    const auto id = std::to_string(receipt);
    enqueue({under(receipt, id + "a"), under(receipt, id + "b")});
    follow({record(id + "a"), record(id + "b")});
  }

  for (int restarts = 0; restarts < 2; ++restarts, reopen(few)) {
    EXPECT_EQ(state(1), (ReceiptState{.waiting = 1}));
    EXPECT_FALSE(known(15));
    for (int receipt = 16; receipt <= 20; ++receipt) EXPECT_EQ(state(receipt).accepted, 2u);
    EXPECT_EQ(ledger().last_receipt(), 20);
  }
  follow({record("waits")});
  EXPECT_FALSE(known(1)) << "half of it is no longer kept";
  EXPECT_FALSE(known(16)) << "half of it is no longer kept";
  EXPECT_TRUE(known(17));
}

}  // namespace
}  // namespace dealbell::test
