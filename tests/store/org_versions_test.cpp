#include "support/store/ledger_fixture.hpp"

namespace dealbell::test {
namespace {

class OrgVersions : public LedgerTest {
 protected:
  Result<std::int64_t> put(const std::string& document,
                           std::optional<std::int64_t> expected = std::nullopt) {
    return ledger().put_org(document, from_ms(1'795'400'000'000), expected);
  }
};

TEST_F(OrgVersions, ThereAreNoneAtFirst) { EXPECT_EQ(must(ledger().org()), std::nullopt); }

TEST_F(OrgVersions, CountFromOneAndTheNewestIsReturnedAfterARestart) {
  EXPECT_EQ(must(put("{\"v\":1}")), 1);
  EXPECT_EQ(must(put("{\"v\":2}")), 2);

  reopen();

  const auto newest = must(ledger().org());
  ASSERT_TRUE(newest);
  EXPECT_EQ(newest->version, 2);
  EXPECT_EQ(newest->at, from_ms(1'795'400'000'000));
  EXPECT_EQ(newest->document, "{\"v\":2}");
}

TEST_F(OrgVersions, ThoseOfOtherNodesReplaceTheSameNumber) {
  must(put("mine"));
  must(ledger().set_org({3, from_ms(7), "theirs"}));
  must(ledger().set_org({3, from_ms(8), "theirs again"}));
  must(ledger().set_org({2, from_ms(9), "an older one"}));

  const auto newest = must(ledger().org());
  EXPECT_EQ(newest->version, 3);
  EXPECT_EQ(newest->document, "theirs again");
  EXPECT_EQ(must(put("next", 3)), 4);
}

TEST_F(OrgVersions, AWriterWhoReadAnOlderOneIsRefused) {
  must(put("first", 0));
  must(put("second", 1));

  const auto late = put("third", 1);

  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().code, Errc::precondition_failed);
  EXPECT_EQ(must(ledger().org())->document, "second");
}

TEST_F(OrgVersions, AFirstOneIsRefusedWhenThereIsOne) {
  must(put("first", 0));

  EXPECT_EQ(put("first again", 0).error().code, Errc::precondition_failed);
}

}  // namespace
}  // namespace dealbell::test
