#include "app/office/office_change.hpp"

#include <gtest/gtest.h>

#include "support/store/ledger_fixture.hpp"

// Changes of tokens and of the org document among nodes, in every order of arrival.
namespace dealbell::test {
namespace {

using app::changes_of;
using app::keep_change;
using app::put_token;
using app::revoke_token;

const auto now = from_ms(1'795'400'000'000);
const wire::TokenChange tv{"ab12", "TV", "viewer", "hash-of-tv", now, std::nullopt};
const wire::TokenRevoked tv_revoked{"ab12"};

class OfficeChange : public LedgerTest {
 protected:
  bool keep(const wire::OfficeChange& change) { return must(keep_change(ledger(), change, now)); }
  std::string roles() {
    std::string text;
    for (const auto& token : must(ledger().tokens())) text += token.id + " " + token.role + "\n";
    return text;
  }
  std::vector<std::string> waiting() {
    std::vector<std::string> ids;
    for (const auto& row : must(ledger().waiting(0, 100, 1 << 20))) {
      EXPECT_EQ(row.record.source, wire::change_source);
      ids.push_back(row.record.event_id);
    }
    return ids;
  }
};

TEST_F(OfficeChange, ATokenIsNewOnlyOnce) {
  EXPECT_TRUE(keep(tv));
  EXPECT_FALSE(keep(tv));
  EXPECT_EQ(roles(), "ab12 viewer\n");
}

TEST_F(OfficeChange, ARevokedTokenStaysRevoked) {
  keep(tv);
  EXPECT_TRUE(keep(tv_revoked));
  EXPECT_FALSE(keep(tv_revoked));
  EXPECT_FALSE(keep(tv));
  EXPECT_EQ(roles(), "ab12 revoked\n");
}

TEST_F(OfficeChange, ATokenCanBeRevokedBeforeItsCreationArrives) {
  EXPECT_TRUE(keep(tv_revoked));
  EXPECT_FALSE(keep(tv));
  EXPECT_EQ(roles(), "ab12 revoked\n");
}

TEST_F(OfficeChange, ARevokedTokenLosesItsHash) {
  keep(tv);
  keep(tv_revoked);
  EXPECT_NE(must(ledger().tokens()).front().hash, tv.hash);
}

TEST_F(OfficeChange, ADocumentKeepsItsVersionNumber) {
  keep(wire::OrgChange{4, "four"});
  keep(wire::OrgChange{3, "three"});
  EXPECT_EQ(must(ledger().org())->document, "four");
  keep(wire::OrgChange{4, "another four"});
  EXPECT_EQ(must(ledger().org())->document, "another four");
}

TEST_F(OfficeChange, WithoutASharedLogNothingIsQueuedForOtherNodes) {
  must(put_token(ledger(), {"a", "", "admin", "h", now, std::nullopt}, false));
  EXPECT_TRUE(must(revoke_token(ledger(), "a", false, now)));
  EXPECT_FALSE(must(revoke_token(ledger(), "a", false, now)));
  EXPECT_EQ(roles(), "");
  EXPECT_TRUE(waiting().empty());
}

TEST_F(OfficeChange, WithASharedLogChangesAreQueuedForOtherNodes) {
  must(put_token(ledger(), {"a", "", "admin", "h", now, std::nullopt}, true));
  EXPECT_TRUE(must(revoke_token(ledger(), "a", true, now)));
  EXPECT_FALSE(must(revoke_token(ledger(), "a", true, now)));
  EXPECT_FALSE(must(revoke_token(ledger(), "unknown", true, now)));
  EXPECT_EQ(roles(), "a revoked\n");
  EXPECT_EQ(waiting(), (std::vector<std::string>{"token-a", "revoked-a"}));
}

TEST_F(OfficeChange, AJoiningNodePassesOnWhatIsStillValid) {
  must(ledger().put_org("{}", now, std::nullopt));
  must(ledger().put_token({"valid", "", "admin", "1", now, now + std::chrono::hours(1)}));
  must(ledger().put_token({"expired", "", "admin", "2", now, now}));
  keep(tv_revoked);

  std::vector<std::string> ids;
  for (const auto& record : must(changes_of(ledger(), now))) ids.push_back(record.event_id);
  std::sort(ids.begin(), ids.end());
  EXPECT_EQ(ids, (std::vector<std::string>{"org-1", "revoked-ab12", "token-valid"}));
}

}  // namespace
}  // namespace dealbell::test
