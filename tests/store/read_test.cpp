#include <gmock/gmock.h>

#include "support/store/ledger_fixture.hpp"

namespace dealbell::test {
namespace {

using store::LoggedRecord;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class Read : public LedgerTest {
 protected:
  std::vector<Seq> seqs_after(Seq from) {
    std::vector<Seq> seqs;
    for (const auto& logged : everything(ledger(), from)) seqs.push_back(logged.seq);
    return seqs;
  }
};

TEST_F(Read, ReturnsWhatWasAppended) {
  append({record("a", R"({"v":1})", "hubspot")});

  const auto all = everything(ledger());

  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].seq, 1u);
  EXPECT_EQ(all[0].record.source, "hubspot");
  EXPECT_EQ(all[0].record.event_id, "a");
  EXPECT_EQ(all[0].record.received_at, from_ms(1'795'400'000'000));
  EXPECT_EQ(all[0].record.body, R"({"v":1})");
}

TEST_F(Read, StartsAfterTheGivenSeq) {
  append({record("a"), record("b"), record("c")});

  EXPECT_THAT(seqs_after(0), ElementsAre(1, 2, 3));
  EXPECT_THAT(seqs_after(2), ElementsAre(3));
  EXPECT_THAT(seqs_after(3), IsEmpty());
  EXPECT_THAT(seqs_after(99), IsEmpty());
}

TEST_F(Read, StopsWhenTheCallbackReturnsFalse) {
  append({record("a"), record("b"), record("c")});

  int calls = 0;
  must(ledger().read(0, [&](const LoggedRecord&) { return ++calls < 2; }));

  EXPECT_EQ(calls, 2);
}

TEST_F(Read, MayBeCalledFromWithinARead) {
  append({record("a"), record("b")});

  std::vector<std::size_t> tails;
  must(ledger().read(0, [&](const LoggedRecord& logged) {
    tails.push_back(everything(ledger(), logged.seq).size());
    return true;
  }));

  EXPECT_THAT(tails, ElementsAre(1, 0));
}

}  // namespace
}  // namespace dealbell::test
