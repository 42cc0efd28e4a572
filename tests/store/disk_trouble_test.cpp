#include <gmock/gmock.h>

#include "support/store/power.hpp"

namespace dealbell::test {
namespace {

using store::Placed;
using store::Record;

class DiskTrouble : public OnFaultyDisk<LedgerTest> {
 protected:
  DiskTrouble() { append_one(record("before")); }

  Errc failure_to_append(const std::string& id) {
    const std::vector<Record> batch{record(id)};
    const auto outcome = ledger().append(batch);
    return outcome ? Errc::internal : outcome.error().code;
  }
};

TEST_F(DiskTrouble, AFullDiskRefusesTheBatchAndStoresNothingOfIt) {
  disk_.fill_up_after(0);

  EXPECT_EQ(failure_to_append("a"), Errc::cannot_store);

  EXPECT_EQ(ledger().last_seq(), 1u);
  EXPECT_EQ(everything(ledger()).size(), 1u);
}

TEST_F(DiskTrouble, AFullDiskStillAnswersDuplicatesAndReads) {
  disk_.fill_up_after(0);
  failure_to_append("a");

  EXPECT_EQ(append_one(record("before")), (Placed{Placed::duplicate, 1}));
}

TEST_F(DiskTrouble, ContinuesOnceThereIsSpace) {
  disk_.fill_up_after(0);
  failure_to_append("a");

  disk_.free_space();

  EXPECT_EQ(append_one(record("b")), (Placed{Placed::accepted, 2}));
  EXPECT_EQ(append_one(record("a")), (Placed{Placed::accepted, 3}));
  reopen();
  EXPECT_EQ(everything(ledger()).size(), 3u);
}

TEST_F(DiskTrouble, ABatchIsStoredWholeOrNotAtAllWhereverTheSpaceEnds) {
  std::vector<Record> batch;
  for (int i = 0; i < 40; ++i) batch.push_back(record(std::to_string(i), std::string(500, 'x')));
  int refused = 0;

  for (int space = 0;; ++space) {
    disk_.fill_up_after(space);
    const auto outcome = ledger().append(batch);
    disk_.free_space();
    if (outcome) break;
    ASSERT_EQ(outcome.error().code, Errc::cannot_store);
    ASSERT_EQ(everything(ledger()).size(), 1u);
    ++refused;
  }

  EXPECT_GT(refused, 5);
  EXPECT_EQ(everything(ledger()).size(), 41u);
}

TEST_F(DiskTrouble, AFullDiskRefusesOtherWritesTooAndTheLedgerStaysUsable) {
  disk_.fill_up_after(0);

  EXPECT_EQ(ledger().reject(store::Rejected{}).error().code, Errc::cannot_store);
  EXPECT_EQ(ledger().put_org("{}", {}, 0).error().code, Errc::cannot_store);
  EXPECT_EQ(ledger().put_token({}).error().code, Errc::cannot_store);

  disk_.free_space();
  EXPECT_EQ(must(ledger().rejected_fill()).rows, 0);
  EXPECT_EQ(must(ledger().put_org("{}", {}, 0)), 1);
}

TEST_F(DiskTrouble, OpensOnAFullDiskAndShowsEverythingAfterAKill) {
  append_one(record("a"));
  disk_.die_at(1);
  close();
  disk_.revive();
  disk_.fill_up_after(0);

  reopen({.vfs = disk_.vfs()});

  EXPECT_EQ(everything(ledger()).size(), 2u);
  EXPECT_EQ(failure_to_append("b"), Errc::cannot_store);
  disk_.free_space();
  EXPECT_EQ(append_one(record("b")), (Placed{Placed::accepted, 3}));
}

TEST_F(DiskTrouble, AFailedWriteEndsTheLedgerAlthoughTheDiskRecovers) {
  disk_.fail_next_write();

  EXPECT_EQ(failure_to_append("a"), Errc::io);

  EXPECT_EQ(failure_to_append("b"), Errc::io);
  EXPECT_EQ(ledger().append({}).error().code, Errc::io);
  EXPECT_EQ(ledger().read(0, [](const auto&) { return true; }).error().code, Errc::io);
  EXPECT_EQ(ledger().reject(store::Rejected{}).error().code, Errc::io);
  EXPECT_EQ(ledger().rejected(0, 1).error().code, Errc::io);
  EXPECT_EQ(ledger().rejected_fill().error().code, Errc::io);
  EXPECT_EQ(ledger().org().error().code, Errc::io);
  EXPECT_EQ(ledger().tokens().error().code, Errc::io);
}

TEST_F(DiskTrouble, AFailedSyncIsNeverRetried) {
  disk_.fail_next_sync("-wal");
  EXPECT_EQ(failure_to_append("a"), Errc::io);
  const int syncs = disk_.syncs();

  EXPECT_EQ(failure_to_append("a"), Errc::io);
  close();

  EXPECT_EQ(disk_.syncs(), syncs) << "also not while closing";
}

TEST_F(DiskTrouble, AFailedCheckpointEndsTheLedgerButKeepsTheBatchBeforeIt) {
  const std::string large(1 << 20, 'x');
  disk_.fail_next_sync("ledger.db");

  Seq acknowledged = 1;
  for (Errc failure{}; failure != Errc::io && acknowledged < 100;) {
    const std::vector<Record> batch{record(std::to_string(acknowledged), large)};
    const auto outcome = ledger().append(batch);
    if (outcome)
      ++acknowledged;
    else
      failure = outcome.error().code;
  }

  EXPECT_LT(acknowledged, 100u);
  cut_power();
  EXPECT_EQ(ledger().last_seq(), acknowledged);
}

// A killed process may leave a batch in the page cache that is not on disk. The next process reads
// it and answers "duplicate", which promises durability, so opening must make it durable.
TEST_F(DiskTrouble, WhatTheNextProcessReadsIsDurableWhereverTheFirstWasKilled) {
  bool survived = false;
  int duplicates = 0;
  for (int operation = 1; !survived; ++operation) {
    const auto id = "a" + std::to_string(operation);
    disk_.die_at(operation);
    survived = failure_to_append(id) != Errc::io;
    close();
    disk_.revive();
    reopen({.vfs = disk_.vfs()});
    const auto answer = append_one(record(id));
    if (answer.outcome == Placed::duplicate) ++duplicates;

    cut_power();

    ASSERT_EQ(append_one(record(id)), (Placed{Placed::duplicate, answer.seq}));
  }
  EXPECT_GT(duplicates, 1) << "no batch was left unsynced";
}

// The kernel reports a failed sync once and marks the pages clean: no later sync writes them.
TEST_F(DiskTrouble, ADuplicateIsDurableEvenIfTheSyncOfItsOriginalFailed) {
  disk_.fail_next_sync("-wal");
  EXPECT_EQ(failure_to_append("a"), Errc::io);
  reopen({.vfs = disk_.vfs()});
  EXPECT_EQ(append_one(record("a")), (Placed{Placed::duplicate, 2}));

  cut_power();

  EXPECT_EQ(append_one(record("a")), (Placed{Placed::duplicate, 2}));
}

}  // namespace
}  // namespace dealbell::test
