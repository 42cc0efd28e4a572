#include <gmock/gmock.h>

#include "support/store/ledger_fixture.hpp"

namespace dealbell::test {
namespace {

using store::Placed;
using store::Record;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class Append : public LedgerTest {};

TEST_F(Append, GivesDenseSeqsFromOne) {
  const auto first = append({record("a"), record("b")});
  const auto second = append({record("c")});

  EXPECT_THAT(first, ElementsAre(Placed{Placed::accepted, 1}, Placed{Placed::accepted, 2}));
  EXPECT_THAT(second, ElementsAre(Placed{Placed::accepted, 3}));
  EXPECT_EQ(ledger().last_seq(), 3u);
}

TEST_F(Append, AcceptsAnEmptyBatchAndChangesNothing) {
  EXPECT_THAT(append({}), IsEmpty());

  EXPECT_EQ(ledger().last_seq(), 0u);
}

TEST_F(Append, AnswersADuplicateWithTheOriginalsSeq) {
  append({record("a"), record("b")});

  const auto again = append({record("b"), record("c"), record("a")});

  EXPECT_THAT(again, ElementsAre(Placed{Placed::duplicate, 2}, Placed{Placed::accepted, 3},
                                 Placed{Placed::duplicate, 1}));
}

TEST_F(Append, FindsADuplicateWithinOneBatch) {
  const auto placed = append({record("a"), record("a"), record("b")});

  EXPECT_THAT(placed, ElementsAre(Placed{Placed::accepted, 1}, Placed{Placed::duplicate, 1},
                                  Placed{Placed::accepted, 2}));
}

TEST_F(Append, ADuplicateMayArriveAtAnotherTime) {
  auto late = record("a");
  late.received_at += std::chrono::hours{1};
  append_one(record("a"));

  EXPECT_EQ(append_one(late), (Placed{Placed::duplicate, 1}));
}

TEST_F(Append, RefusesAnIdWithAnotherBody) {
  append_one(record("a", R"({"v":1})"));

  EXPECT_EQ(append_one(record("a", R"({"v":2})")), (Placed{Placed::reused, 1}));
  EXPECT_EQ(append_one(record("a", R"({"v":1})")), (Placed{Placed::duplicate, 1}));
}

TEST_F(Append, RefusesAReusedIdWithinOneBatch) {
  EXPECT_THAT(append({record("a", "1"), record("a", "2")}),
              ElementsAre(Placed{Placed::accepted, 1}, Placed{Placed::reused, 1}));
}

TEST_F(Append, ScopesIdsBySource) {
  append_one(record("a", "{}", "hubspot"));

  EXPECT_EQ(append_one(record("a", "{}", "pipedrive")), (Placed{Placed::accepted, 2}));
}

TEST_F(Append, DistinguishesWhereTheSourceEndsAndTheIdBegins) {
  append_one(record("bc", "{}", "a"));

  EXPECT_EQ(append_one(record("c", "{}", "ab")), (Placed{Placed::accepted, 2}));
}

TEST_F(Append, KeepsEveryByteOfIdsAndBodies) {
  const std::string id("nul\0in\xff it, Zürich 東京", 26);
  const std::string body("{\"title\":\"Grüße \0 \xf0\x9f\x94\x94\"}", 25);
  append_one(record(id, body));

  reopen();

  const auto all = everything(ledger());
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].record.event_id, id);
  EXPECT_EQ(all[0].record.body, body);
  EXPECT_EQ(append_one(record(id, body)), (Placed{Placed::duplicate, 1}));
}

TEST_F(Append, DistinguishesIdsThatDifferOnlyAfterANul) {
  append_one(record(std::string_view("a\0b", 3)));

  EXPECT_EQ(append_one(record(std::string_view("a\0c", 3))), (Placed{Placed::accepted, 2}));
  EXPECT_EQ(append_one(record("a")), (Placed{Placed::accepted, 3}));
}

TEST_F(Append, AcceptsEmptyTextsAndABodyOfMegabytes) {
  const std::string large(3 << 20, 'x');

  append({record("", "", ""), record("large", large)});

  const auto all = everything(ledger());
  EXPECT_EQ(all.at(0).record.event_id, "");
  EXPECT_EQ(all.at(1).record.body, large);
}

TEST_F(Append, DistinguishesIdsWithEqualHashes) {
  store::Options options;
  options.id_hash_mask = 0x1;
  reopen(options);
  std::vector<Record> batch;
  for (int i = 0; i < 200; ++i) batch.push_back(record("id-" + std::to_string(i)));

  for (const auto& placed : append(batch)) ASSERT_EQ(placed.outcome, Placed::accepted);

  const auto again = append(batch);
  for (std::size_t i = 0; i < again.size(); ++i)
    ASSERT_EQ(again[i], (Placed{Placed::duplicate, i + 1}));
}

}  // namespace
}  // namespace dealbell::test
