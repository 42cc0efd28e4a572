#include <gmock/gmock.h>
#include <sqlite3.h>

#include "support/store/shared_fixture.hpp"

namespace dealbell::test {
namespace {

using store::OrderedRecord;
using store::Placed;
using store::Record;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class Follow : public SharedTest {
 protected:
  Errc error_of(const std::vector<OrderedRecord>& records) {
    const auto outcome = ledger().follow(records);
    return outcome ? Errc::internal : outcome.error().code;
  }
};

TEST_F(Follow, AppendsWithTheChainAndMovesThePosition) {
  EXPECT_EQ(ledger().position().chain, "");
  const auto ordered = ordered_after("", {record("a"), record("b"), record("c")});
  must(ledger().follow(ordered));

  for (int restarts = 0; restarts < 2; ++restarts, reopen()) {
    EXPECT_THAT(logged_ids(), ElementsAre("a", "b", "c"));
    EXPECT_EQ(ledger().position().log, 1);
    EXPECT_EQ(ledger().position().seq, 3u);
    EXPECT_EQ(ledger().position().chain, ordered[2].chain);
    EXPECT_EQ(must(ledger().chain_at(0)), "");
    EXPECT_EQ(must(ledger().chain_at(2)), ordered[1].chain);
    EXPECT_EQ(ledger().chain_at(4).error().code, Errc::not_found);
  }
}

TEST_F(Follow, AcceptsAnEmptyBatch) { EXPECT_THAT(follow({}), IsEmpty()); }

TEST_F(Follow, ReleasesRowsThatTheLogHasWithTheirOutcome) {
  enqueue({under(1, "mine"), under(1, "elsewhere"), under(1, "other body"), under(1, "later")});

  const auto released = follow({record("foreign"), record("other body", "2"), under(0, "mine"),
                                under(0, "elsewhere", "{}", 9)});

  ASSERT_EQ(released.size(), 3u);
  EXPECT_EQ(released[0].inbox, 3);
  EXPECT_EQ(released[0].placed, (Placed{Placed::reused, 2}));
  EXPECT_EQ(released[0].record.event_id, "other body");
  EXPECT_EQ(released[0].record.body, "{}") << "this node's body, not the one in the log";
  EXPECT_EQ(released[0].record.receipt, 1);
  EXPECT_EQ(released[1].inbox, 1);
  EXPECT_EQ(released[1].placed, (Placed{Placed::accepted, 3}));
  EXPECT_EQ(released[2].inbox, 2);
  EXPECT_EQ(released[2].placed, (Placed{Placed::duplicate, 4}));
  EXPECT_THAT(waiting_ids(), ElementsAre("later"));
  reopen();
  EXPECT_THAT(waiting_ids(), ElementsAre("later"));
  EXPECT_THAT(logged_ids(), ElementsAre("foreign", "other body", "mine", "elsewhere"));
}

TEST_F(Follow, RefusesAnIdThatTheLogHasAndChangesNothing) {
  follow({record("a")});
  enqueue({under(1, "b")});
  const auto before = ledger().position();

  EXPECT_EQ(error_of(ordered_after(before.chain, {record("b"), record("a")})), Errc::corrupt);
  EXPECT_EQ(error_of(ordered_after(before.chain, {record("c"), record("c")})), Errc::corrupt);

  for (int restarts = 0; restarts < 2; ++restarts, reopen()) {
    EXPECT_EQ(ledger().position().seq, 1u);
    EXPECT_EQ(ledger().position().chain, before.chain);
    EXPECT_THAT(waiting_ids(), ElementsAre("b"));
    EXPECT_EQ(ledger().inbox_size().events, 1u);
    EXPECT_EQ(enqueue_one(under(1, "b")), (Placed{Placed::waiting, 0, 1, true}));
  }
  EXPECT_EQ(follow({record("b"), record("c")}).size(), 1u);
}

TEST_F(Follow, RefusesARecordWithoutAChain) {
  EXPECT_EQ(error_of({{record("a"), ""}}), Errc::corrupt);

  EXPECT_EQ(ledger().last_seq(), 0u);
}

TEST_F(Follow, RefusesAfterRecordsWithoutAChain) {
  append_one(record("a"));

  EXPECT_EQ(error_of(ordered_after("", {record("b")})), Errc::conflict);
}

class RollBack : public SharedTest {};

TEST_F(RollBack, MovesLaterRecordsBackIntoTheInbox) {
  enqueue({under(1, "b", "{}", 5)});
  follow({record("a"), under(0, "b", "{}", 5), record("c", "3")});
  enqueue({under(2, "d")});
  const auto chain = must(ledger().chain_at(1));

  must(ledger().roll_back(2, 1));

  for (int restarts = 0; restarts < 2; ++restarts, reopen()) {
    EXPECT_TRUE(ledger().shared());
    EXPECT_EQ(ledger().position().log, 2);
    EXPECT_EQ(ledger().position().seq, 1u);
    EXPECT_EQ(ledger().position().chain, chain);
    EXPECT_THAT(logged_ids(), ElementsAre("a"));
    EXPECT_THAT(waiting_ids(), ElementsAre("d", "b", "c"));
    EXPECT_EQ(ledger().inbox_size().events, 3u);
    EXPECT_EQ(ledger().inbox_size().bytes, 5u);
    const auto rows = must(ledger().waiting(0, 10, 1'000));
    EXPECT_EQ(rows[1].record.received_at, under(0, "b", "{}", 5).received_at);
    EXPECT_EQ(rows[1].record.receipt, 0);
    EXPECT_EQ(rows[2].record.body, "3");
  }
  EXPECT_EQ(enqueue_one(record("b")).outcome, Placed::waiting);
  EXPECT_THAT(follow({record("c", "3"), record("d")}), ::testing::SizeIs(2));
  EXPECT_EQ(ledger().position().seq, 3u);
}

TEST_F(RollBack, ToTheEndChangesOnlyTheNumber) {
  follow({record("a")});
  const auto before = ledger().position();

  must(ledger().roll_back(7, 1));

  EXPECT_EQ(ledger().position().log, 7);
  EXPECT_EQ(ledger().position().seq, 1u);
  EXPECT_EQ(ledger().position().chain, before.chain);
  EXPECT_THAT(waiting_ids(), IsEmpty());
}

TEST_F(RollBack, ToZeroEmptiesTheLog) {
  follow({record("a"), record("b")});

  must(ledger().roll_back(2, 0));

  EXPECT_EQ(ledger().position().chain, "");
  EXPECT_THAT(logged_ids(), IsEmpty());
  EXPECT_THAT(waiting_ids(), ElementsAre("a", "b"));
  follow({record("b"), record("a")});
  EXPECT_THAT(logged_ids(), ElementsAre("b", "a"));
}

TEST_F(RollBack, BeyondTheEndIsRefused) {
  follow({record("a")});

  EXPECT_EQ(ledger().roll_back(2, 2).error().code, Errc::bad_request);
  EXPECT_EQ(ledger().position().log, 1);
}

// No call creates such a duplicate; a file that has one must not get another.
TEST_F(RollBack, AnIdThatWaitsAlreadyIsNotAddedAgain) {
  follow({record("a"), record("b")});
  close();
  sqlite3* handle = nullptr;
  sqlite3_open((dir_.path() + "/ledger.db").c_str(), &handle);
  sqlite3_exec(handle, "INSERT INTO inbox VALUES (1, 0, 'crm', x'61', 1795400000000, x'7b7d', 0)",
               nullptr, nullptr, nullptr);
  sqlite3_close(handle);
  reopen();
  EXPECT_THAT(waiting_ids(), ElementsAre("a"));

  must(ledger().roll_back(2, 0));

  EXPECT_THAT(waiting_ids(), ElementsAre("a", "b"));
}

TEST_F(RollBack, MayExceedTheLimitsOfTheInbox) {
  reopen({.inbox_events_max = 1});
  follow({record("a"), record("b")});

  must(ledger().roll_back(2, 0));

  EXPECT_EQ(ledger().inbox_size().events, 2u);
  EXPECT_EQ(ledger().enqueue(std::vector{record("c")}).error().code, Errc::cannot_store);
  reopen({.inbox_events_max = 1});
  EXPECT_EQ(ledger().inbox_size().events, 2u);
}

TEST_F(RollBack, AppendIsRefusedOnceTheLogIsShared) {
  EXPECT_FALSE(ledger().shared());
  append_one(record("a"));
  must(ledger().roll_back(2, 1));

  const auto refused = ledger().append(std::vector{record("b")});

  EXPECT_EQ(refused.error().code, Errc::conflict);
  EXPECT_THAT(refused.error().message, ::testing::HasSubstr("import through the running server"));
  EXPECT_EQ(ledger().last_seq(), 1u);
}

class ChainAll : public SharedTest {
 protected:
  void append_some(int from, int to) {
    std::vector<Record> batch;
    for (int i = from; i < to; ++i) batch.push_back(record(std::to_string(i)));
    append(batch);
  }
  void expect_correct_chains() {
    std::string chain;
    for (const auto& logged : everything(ledger())) {
      chain = next_chain(chain, logged.record);
      ASSERT_EQ(must(ledger().chain_at(logged.seq)), chain) << "seq " << logged.seq;
    }
    EXPECT_EQ(ledger().position().chain, chain);
  }
};

TEST_F(ChainAll, GivesEveryRecordItsChain) {
  append_some(0, 4'500);
  EXPECT_EQ(ledger().position().chain, "");
  EXPECT_EQ(must(ledger().chain_at(17)), "");

  must(ledger().chain_all(next_chain));

  expect_correct_chains();
  reopen();
  expect_correct_chains();
  follow({record("new")});
  expect_correct_chains();
}

TEST_F(ChainAll, DoesNothingWhenAllHaveAChain) {
  must(ledger().chain_all(next_chain));
  append_some(0, 3);
  must(ledger().chain_all(next_chain));

  must(ledger().chain_all([](auto, const auto&) -> std::string { throw "not called"; }));

  expect_correct_chains();
}

TEST_F(ChainAll, ContinuesWhereItWasInterrupted) {
  append_some(0, 5'000);
  int calls = 0;
  const auto counted = [&](std::string_view previous, const Record& r) {
    if (++calls == 3'500) throw std::runtime_error("interrupted");
    return next_chain(previous, r);
  };
  EXPECT_THROW(static_cast<void>(ledger().chain_all(counted)), std::runtime_error);
  reopen();
  EXPECT_EQ(ledger().position().chain, "");

  must(ledger().chain_all(counted));

  expect_correct_chains();
  EXPECT_LT(calls, 3'500 + 5'000) << "records were chained twice";
}

TEST_F(ChainAll, AlsoChainsLaterRecords) {
  append_some(0, 10);
  must(ledger().chain_all(next_chain));
  append_some(10, 13);
  EXPECT_EQ(ledger().position().chain, "");

  must(ledger().chain_all(next_chain));

  expect_correct_chains();
}

}  // namespace
}  // namespace dealbell::test
