#include <gmock/gmock.h>

#include "support/store/shared_fixture.hpp"

namespace dealbell::test {
namespace {

using store::Placed;
using store::Record;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class Enqueue : public SharedTest {
 protected:
  Errc error_of(const std::vector<Record>& records) {
    const auto outcome = ledger().enqueue(records);
    return outcome ? Errc::internal : outcome.error().code;
  }
};

TEST_F(Enqueue, PutsNewEventsIntoTheInboxAndNotIntoTheLog) {
  EXPECT_THAT(enqueue({record("a"), record("b")}),
              ElementsAre(Placed{Placed::waiting, 0, 1}, Placed{Placed::waiting, 0, 2}));

  EXPECT_THAT(waiting_ids(), ElementsAre("a", "b"));
  EXPECT_EQ(ledger().last_seq(), 0u);
}

TEST_F(Enqueue, AcceptsAnEmptyBatchAndChangesNothing) {
  EXPECT_THAT(enqueue({}), IsEmpty());

  EXPECT_EQ(ledger().inbox_size().events, 0u);
}

TEST_F(Enqueue, ReportsEventsInTheLogWithTheirSeq) {
  follow({record("a", "1"), record("b", "1")});

  EXPECT_THAT(enqueue({record("b", "1"), record("a", "2")}),
              ElementsAre(Placed{Placed::duplicate, 2}, Placed{Placed::reused, 1}));
  EXPECT_THAT(waiting_ids(), IsEmpty());
}

TEST_F(Enqueue, ReportsWaitingEventsWithTheirRow) {
  enqueue({record("a", "1"), record("b", "1")});

  EXPECT_THAT(enqueue({record("b", "1"), record("a", "2")}),
              ElementsAre(Placed{Placed::waiting, 0, 2, true}, Placed{Placed::reused, 0}));
  EXPECT_THAT(waiting_ids(), ElementsAre("a", "b"));
}

TEST_F(Enqueue, FindsARepetitionWithinOneBatch) {
  EXPECT_THAT(enqueue({record("a", "1"), record("a", "1"), record("a", "2")}),
              ElementsAre(Placed{Placed::waiting, 0, 1}, Placed{Placed::waiting, 0, 1, true},
                          Placed{Placed::reused, 0}));
}

TEST_F(Enqueue, RemembersAcrossARestart) {
  follow({record("a", "1")});
  enqueue({record("b", "1")});

  reopen();

  EXPECT_THAT(enqueue({record("a", "1"), record("b", "1"), record("b", "2")}),
              ElementsAre(Placed{Placed::duplicate, 1}, Placed{Placed::waiting, 0, 1, true},
                          Placed{Placed::reused, 0}));
}

TEST_F(Enqueue, NeverReusesARowId) {
  enqueue({record("a"), record("b")});
  follow({record("a"), record("b")});
  reopen();

  EXPECT_EQ(enqueue_one(record("c")), (Placed{Placed::waiting, 0, 3}));
}

TEST_F(Enqueue, DistinguishesIdsWithEqualHashes) {
  store::Options options;
  options.id_hash_mask = 0x1;
  reopen(options);
  std::vector<Record> batch;
  for (int i = 0; i < 100; ++i) batch.push_back(record("id-" + std::to_string(i)));
  const auto first = enqueue(batch);
  follow({batch.begin(), batch.begin() + 50});

  const auto again = enqueue(batch);

  for (std::size_t i = 0; i < 50; ++i) ASSERT_EQ(again[i], (Placed{Placed::duplicate, i + 1}));
  for (std::size_t i = 50; i < 100; ++i) {
    auto repeated = first[i];
    repeated.repeats = true;
    ASSERT_EQ(again[i], repeated);
  }
}

TEST_F(Enqueue, AddsNothingOfABatchThatExceedsTheLimit) {
  reopen({.inbox_events_max = 3});
  enqueue({under(1, "a"), under(1, "b")});

  EXPECT_EQ(error_of({under(2, "c"), under(2, "d")}), Errc::cannot_store);

  EXPECT_THAT(waiting_ids(), ElementsAre("a", "b"));
  EXPECT_EQ(ledger().inbox_size().events, 2u);
  EXPECT_EQ(ledger().last_receipt(), 1);
  EXPECT_EQ(enqueue_one(record("d")).outcome, Placed::waiting);
}

TEST_F(Enqueue, RefusesMoreBytesThanAllowed) {
  reopen({.inbox_bytes_max = 100});
  enqueue({record("a", std::string(60, 'x'))});

  EXPECT_EQ(error_of({record("b", std::string(41, 'x'))}), Errc::cannot_store);
  EXPECT_EQ(enqueue_one(record("b", std::string(40, 'x'))).outcome, Placed::waiting);
}

TEST_F(Enqueue, AFullInboxStillAnswersDuplicatesAndEmptiesAgain) {
  reopen({.inbox_events_max = 1});
  follow({record("a")});
  enqueue({record("b")});

  EXPECT_THAT(enqueue({record("a"), record("b")}),
              ElementsAre(Placed{Placed::duplicate, 1}, Placed{Placed::waiting, 0, 1, true}));
  EXPECT_EQ(error_of({record("c")}), Errc::cannot_store);

  follow({record("b")});
  EXPECT_EQ(enqueue_one(record("c")).outcome, Placed::waiting);
}

TEST_F(Enqueue, HasRoomForAHundredThousandEvents) {
  std::vector<Record> batch;
  for (int i = 0; i < 100'000; ++i) batch.push_back(record(std::to_string(i)));
  enqueue(batch);

  EXPECT_EQ(error_of({record("one more")}), Errc::cannot_store);
}

TEST_F(Enqueue, CountsWaitingEvents) {
  EXPECT_EQ(ledger().inbox_size().oldest, std::nullopt);
  const auto a = under(1, "a", "12345", 50), b = under(1, "b", "Grüße\n", 20);
  enqueue({a, b});

  for (int restarts = 0; restarts < 2; ++restarts, reopen()) {
    const auto size = ledger().inbox_size();
    EXPECT_EQ(size.events, 2u);
    EXPECT_EQ(size.bytes, a.body.size() + b.body.size());
    EXPECT_EQ(size.oldest, a.received_at);
  }
  follow({a});
  EXPECT_EQ(ledger().inbox_size().events, 1u);
  EXPECT_EQ(ledger().inbox_size().bytes, b.body.size());
  EXPECT_EQ(ledger().inbox_size().oldest, b.received_at);
  follow({b});
  EXPECT_EQ(ledger().inbox_size().oldest, std::nullopt);
}

class Waiting : public SharedTest {
 protected:
  std::vector<std::int64_t> page(std::int64_t after, std::size_t events, std::size_t bytes) {
    std::vector<std::int64_t> ids;
    for (const auto& row : must(ledger().waiting(after, events, bytes))) ids.push_back(row.id);
    return ids;
  }
};

TEST_F(Waiting, ListsRowsInOrderAfterAnId) {
  enqueue({record("a"), record("b"), record("c")});
  follow({record("b")});

  EXPECT_THAT(page(0, 10, 1'000), ElementsAre(1, 3));
  EXPECT_THAT(page(1, 10, 1'000), ElementsAre(3));
  EXPECT_THAT(page(3, 10, 1'000), IsEmpty());
}

TEST_F(Waiting, LimitsAPageByCountAndSizeButReturnsOneRow) {
  const std::string body(100, 'x');
  enqueue({record("a", body), record("b", body), record("c", body)});

  EXPECT_THAT(page(0, 2, 1'000), ElementsAre(1, 2));
  EXPECT_THAT(page(0, 10, 150), ElementsAre(1, 2));
  EXPECT_THAT(page(0, 10, 1), ElementsAre(1));
  EXPECT_THAT(page(0, 0, 0), ElementsAre(1));
}

TEST_F(Waiting, KeepsEveryByteAndTheReceipt) {
  const std::string id("nul\0in\xff it", 10), body("{\"a\":\"\0Zürich\"}", 16);
  auto r = under(7, id, body, 3);
  r.source = "web:crm";
  enqueue({r});

  reopen();

  const auto row = must(ledger().waiting(0, 1, 1)).at(0);
  EXPECT_EQ(row.record.source, r.source);
  EXPECT_EQ(row.record.event_id, id);
  EXPECT_EQ(row.record.body, body);
  EXPECT_EQ(row.record.received_at, r.received_at);
  EXPECT_EQ(row.record.receipt, 7);
}

TEST_F(Waiting, AppendIsRefusedWhileEventsWait) {
  enqueue({record("a")});

  EXPECT_EQ(ledger().append(std::vector{record("b")}).error().code, Errc::conflict);

  follow({record("a")});
  EXPECT_EQ(append_one(record("b")), (Placed{Placed::accepted, 2}));
}

}  // namespace
}  // namespace dealbell::test
