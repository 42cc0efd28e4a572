#include <gmock/gmock.h>

#include "support/store/power.hpp"
#include "support/store/shared_fixture.hpp"

namespace dealbell::test {
namespace {

using store::Placed;
using store::ReceiptState;
using store::Record;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

// What is on disk when a node enqueues, follows and rolls back.
class SharedDisk : public OnFaultyDisk<SharedTest> {
 protected:
  template <class Work>
  int syncs_of(Work&& work) {
    const int before = disk_.syncs();
    work();
    return disk_.syncs() - before;
  }
};

TEST_F(SharedDisk, EnqueuingABatchIsOneSync) {
  enqueue({record("first")});  // also syncs the header of the WAL

  EXPECT_EQ(syncs_of([&] { enqueue({record("a"), record("b"), record("c")}); }), 1);

  cut_power();
  EXPECT_THAT(waiting_ids(), ElementsAre("first", "a", "b", "c"));
}

TEST_F(SharedDisk, FollowingIsNotSyncedAndReleasedRowsWaitAgain) {
  enqueue({under(1, "a"), under(1, "b")});
  follow({record("a")});
  enqueue({record("c")});

  EXPECT_EQ(syncs_of([&] { follow({record("b"), record("foreign")}); }), 0);
  EXPECT_EQ(must(ledger().receipt(1)), (ReceiptState{2, 0, {}, 0, 2}));

  cut_power();
  EXPECT_THAT(logged_ids(), ElementsAre("a"));
  EXPECT_THAT(waiting_ids(), ElementsAre("b", "c"));
  EXPECT_EQ(must(ledger().receipt(1)), (ReceiptState{1, 0, {}, 1, 1}));
}

TEST_F(SharedDisk, EnqueuingMakesFollowedRecordsDurable) {
  follow({record("a")});
  follow({record("b")});
  enqueue({record("c")});

  cut_power();

  EXPECT_THAT(logged_ids(), ElementsAre("a", "b"));
}

TEST_F(SharedDisk, SoDoesAnyOtherWriteOfTheLedger) {
  follow({record("a")});
  must(ledger().put_org("{}", {}, 0));

  cut_power();

  EXPECT_THAT(logged_ids(), ElementsAre("a"));
}

// The answer "duplicate" promises durability, although the batch itself writes nothing.
TEST_F(SharedDisk, TheOriginalOfADuplicateIsDurable) {
  follow({record("a")});

  EXPECT_EQ(syncs_of([&] { enqueue({record("a")}); }), 1);
  EXPECT_EQ(syncs_of([&] { enqueue({record("a")}); }), 0) << "it is on the disk already";

  cut_power();
  EXPECT_EQ(enqueue_one(record("a")), (Placed{Placed::duplicate, 1}));
}

TEST_F(SharedDisk, RollingBackIsDurable) {
  follow({record("a"), record("b")});
  EXPECT_EQ(syncs_of([&] { must(ledger().roll_back(2, 1)); }), 1);

  cut_power();

  EXPECT_EQ(ledger().position().log, 2);
  EXPECT_THAT(logged_ids(), ElementsAre("a"));
  EXPECT_THAT(waiting_ids(), ElementsAre("b"));
}

TEST_F(SharedDisk, RollingBackToTheEndMakesTheLogDurable) {
  must(ledger().roll_back(2, 0));
  follow({record("a")});
  must(ledger().roll_back(2, 1));

  cut_power();

  EXPECT_THAT(logged_ids(), ElementsAre("a"));
}

TEST_F(SharedDisk, AFullDiskChangesNothingAndTheLedgerStaysUsable) {
  follow({record("a"), record("b")});
  enqueue({under(1, "c")});
  const auto position = ledger().position();
  const auto follow_c = ordered_after(position.chain, {record("c")});
  disk_.fill_up_after(0);

  EXPECT_EQ(ledger().enqueue(std::vector{under(2, "d")}).error().code, Errc::cannot_store);
  EXPECT_EQ(ledger().follow(follow_c).error().code, Errc::cannot_store);
  EXPECT_EQ(ledger().roll_back(2, 1).error().code, Errc::cannot_store);

  EXPECT_EQ(ledger().position().log, 1);
  EXPECT_EQ(ledger().position().seq, 2u);
  EXPECT_EQ(ledger().position().chain, position.chain);
  EXPECT_EQ(ledger().inbox_size().events, 1u);
  EXPECT_EQ(ledger().last_receipt(), 1);
  disk_.free_space();
  EXPECT_THAT(enqueue({record("b"), record("c"), record("d")}),
              ElementsAre(Placed{Placed::duplicate, 2}, Placed{Placed::waiting, 0, 1, true},
                          Placed{Placed::waiting, 0, 2}));
  EXPECT_EQ(must(ledger().follow(follow_c)).size(), 1u);
}

TEST_F(SharedDisk, EveryCallIsDoneWholeOrNotAtAllWhereverTheSpaceEnds) {
  std::vector<Record> batch;
  for (int i = 0; i < 40; ++i) batch.push_back(under(1, std::to_string(i), std::string(500, 'x')));
  const auto refusals_until_it_works = [&](auto&& call) {
    for (int space = 0; space < 1'000; ++space) {
      disk_.fill_up_after(space);
      const bool done = call().has_value();
      disk_.free_space();
      if (done) return space;
      const auto logged = everything(ledger()).size(), waiting = waiting_ids().size();
      EXPECT_TRUE((logged == 0 || logged == 40) && (waiting == 0 || waiting == 40));
      EXPECT_EQ(ledger().inbox_size().events, waiting);
      EXPECT_EQ(ledger().last_seq(), logged);
    }
    ADD_FAILURE() << "never worked";
    return 0;
  };
  const auto ordered = ordered_after("", batch);

  EXPECT_GT(refusals_until_it_works([&] { return ledger().enqueue(batch); }), 3);
  EXPECT_GT(refusals_until_it_works([&] { return ledger().follow(ordered); }), 3);
  EXPECT_GT(refusals_until_it_works([&] { return ledger().roll_back(2, 0); }), 3);
  EXPECT_EQ(waiting_ids().size(), 40u);
}

TEST_F(SharedDisk, AFailedWriteEndsTheLedger) {
  disk_.fail_next_write();
  EXPECT_EQ(ledger().follow(ordered_after("", {record("a")})).error().code, Errc::io);

  EXPECT_EQ(ledger().enqueue(std::vector{record("b")}).error().code, Errc::io);
  EXPECT_EQ(ledger().follow({}).error().code, Errc::io);
  EXPECT_EQ(ledger().roll_back(2, 0).error().code, Errc::io);
  EXPECT_EQ(ledger().waiting(0, 1, 1).error().code, Errc::io);
  EXPECT_EQ(ledger().chain_at(1).error().code, Errc::io);
  EXPECT_EQ(ledger().receipt(1).error().code, Errc::io);
}

TEST_F(SharedDisk, AFailedSyncOfADuplicatesOriginalEndsTheLedger) {
  follow({record("a")});
  disk_.fail_next_sync("-wal");

  EXPECT_EQ(ledger().enqueue(std::vector{record("a")}).error().code, Errc::io);
  EXPECT_EQ(ledger().enqueue(std::vector{record("a")}).error().code, Errc::io);
}

TEST_F(SharedDisk, FollowedRecordsReachTheFileWithoutASyncedCall) {
  const std::string large(1 << 20, 'x');
  for (int i = 0; i < 12; ++i) follow({record(std::to_string(i), large)});

  cut_power();

  EXPECT_GT(ledger().last_seq(), 3u) << "the WAL is never moved into the file";
}

}  // namespace
}  // namespace dealbell::test
