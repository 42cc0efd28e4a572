#include "store/dedupe_table.hpp"

#include <gmock/gmock.h>

#include <map>
#include <random>
#include <set>

namespace dealbell::store {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

std::vector<Seq> seqs_under(const DedupeTable& table, std::uint64_t hash) {
  std::vector<Seq> seqs;
  table.visit(hash, [&](Seq seq) {
    seqs.push_back(seq);
    return true;
  });
  return seqs;
}

TEST(DedupeTable, IsEmptyAtFirst) {
  const DedupeTable table;

  EXPECT_THAT(seqs_under(table, 42), IsEmpty());
}

TEST(DedupeTable, FindsASeqUnderItsHashOnly) {
  DedupeTable table;

  table.insert(42, 7);

  EXPECT_THAT(seqs_under(table, 42), ElementsAre(7));
  EXPECT_THAT(seqs_under(table, 43), IsEmpty());
  EXPECT_THAT(seqs_under(table, 42ull << 32), IsEmpty());
}

TEST(DedupeTable, KeepsEverySeqOfAHashThatSeveralIdsShare) {
  DedupeTable table;

  table.insert(42, 1);
  table.insert(42, 2);
  table.insert(42, 3);

  EXPECT_THAT(seqs_under(table, 42), UnorderedElementsAre(1, 2, 3));
}

TEST(DedupeTable, StopsWhenTheVisitorReturnsFalse) {
  DedupeTable table;
  table.insert(42, 1);
  table.insert(42, 2);

  int visits = 0;
  table.visit(42, [&](Seq) { return ++visits < 1; });

  EXPECT_EQ(visits, 1);
}

TEST(DedupeTable, StoresSeqsUpTo48Bits) {
  DedupeTable table;

  table.insert(~0ull, (Seq{1} << 48) - 1);

  EXPECT_THAT(seqs_under(table, ~0ull), ElementsAre((Seq{1} << 48) - 1));
}

TEST(DedupeTable, ErasesOnlyTheGivenEntry) {
  DedupeTable table;
  table.insert(42, 1);
  table.insert(42, 2);

  table.erase(42, 1);
  table.erase(42, 9);
  table.erase(1, 2);

  EXPECT_THAT(seqs_under(table, 42), ElementsAre(2));
}

// Few shards and few distinct positions make long runs, wrap-around and deletions inside a run
// likely.
TEST(DedupeTable, AgreesWithAMultimapUnderRandomInsertsAndErases) {
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937_64 random(seed);
    DedupeTable table;
    std::map<std::uint64_t, std::set<Seq>> expected;

    for (Seq seq = 1; seq <= 3'000; ++seq) {
      const auto hash = (random() % 2) << 48 | (random() % 40) << 26;
      table.insert(hash, seq);
      expected[hash].insert(seq);
      if (random() % 3 != 0) continue;
      auto& [victim_hash, victims] =
          *std::next(expected.begin(), static_cast<std::ptrdiff_t>(random() % expected.size()));
      if (victims.empty()) continue;
      table.erase(victim_hash, *victims.begin());
      victims.erase(victims.begin());
    }

    for (const auto& [hash, seqs] : expected)
      ASSERT_THAT(seqs_under(table, hash), ::testing::UnorderedElementsAreArray(seqs));
  }
}

}  // namespace
}  // namespace dealbell::store
