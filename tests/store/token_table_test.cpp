#include <gmock/gmock.h>
#include <sqlite3.h>

#include "support/store/ledger_fixture.hpp"

namespace dealbell::test {
namespace {

using store::Token;
using ::testing::IsEmpty;

Token token(std::string id) {
  return {std::move(id), "wall in the hall", "viewer", "c0ffee", from_ms(1'000), std::nullopt};
}

class TokenTable : public LedgerTest {
 protected:
  void fill_with_revoked(int count) {
    const auto sql = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " +
                     std::to_string(count) +
                     ") INSERT INTO token SELECT 'r' || i, '', 'revoked', 'r' || i, i, NULL FROM n";
    sqlite3* handle = nullptr;
    sqlite3_open((dir_.path() + "/ledger.db").c_str(), &handle);
    const int code = sqlite3_exec(handle, sql.c_str(), nullptr, nullptr, nullptr);
    sqlite3_close(handle);
    ASSERT_EQ(code, SQLITE_OK);
  }
};

TEST_F(TokenTable, KeepsTokensAcrossARestart) {
  auto expiring = token("b");
  expiring.expires_at = from_ms(2'000);
  must(ledger().put_token(token("a")));
  must(ledger().put_token(expiring));

  reopen();

  const auto all = must(ledger().tokens());
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0].id, "a");
  EXPECT_EQ(all[0].name, "wall in the hall");
  EXPECT_EQ(all[0].role, "viewer");
  EXPECT_EQ(all[0].hash, "c0ffee");
  EXPECT_EQ(all[0].created_at, from_ms(1'000));
  EXPECT_EQ(all[0].expires_at, std::nullopt);
  EXPECT_EQ(all[1].expires_at, from_ms(2'000));
}

TEST_F(TokenTable, ReplacesATokenOfTheSameId) {
  must(ledger().put_token(token("a")));
  auto admin = token("a");
  admin.role = "admin";

  must(ledger().put_token(admin));

  const auto all = must(ledger().tokens());
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].role, "admin");
}

TEST_F(TokenTable, RevokedTokensTakeNoRoomFromOthers) {
  must(ledger().put_token(token("a")));
  close();
  fill_with_revoked(10'000);
  reopen();
  auto newest = token("newest");
  newest.role = "revoked";
  newest.created_at = from_ms(20'000);

  must(ledger().put_token(token("b")));
  must(ledger().put_token(newest));

  EXPECT_EQ(must(ledger().tokens()).size(), 10'002u);
  EXPECT_FALSE(must(ledger().token("r1"))) << "the oldest went";
  EXPECT_TRUE(must(ledger().token("b")));
}

TEST_F(TokenTable, RemoveReturnsWhetherTheTokenExisted) {
  must(ledger().put_token(token("a")));

  EXPECT_TRUE(must(ledger().remove_token("a")));
  EXPECT_FALSE(must(ledger().remove_token("a")));
  EXPECT_THAT(must(ledger().tokens()), IsEmpty());
}

}  // namespace
}  // namespace dealbell::test
