#include "app/office/office_change.hpp"

#include <gtest/gtest.h>

#include "support/store/ledger_fixture.hpp"

// Changes of tokens and of the org document among nodes, in every order of arrival.
namespace dealbell::test {
namespace {

using app::changes_of;
using app::commit_change;
using app::keep_change;

const auto now = from_ms(1'795'400'000'000);
const wire::TokenChange tv{"ab12", "TV", "viewer", "hash-of-tv", now, std::nullopt, {}};
const wire::Revoked tv_revoked{"ab12", {}};

const wire::DeviceChange phone{"p1",      "ab12",     "",  "hash-of-phone",
                               "Firefox", "10.0.0.7", now, now + std::chrono::days(90)};

wire::DeviceChange renewed(wire::DeviceChange device, int days) {
  device.expires_at += std::chrono::days(days);
  return device;
}

class OfficeChange : public LedgerTest {
 protected:
  bool keep(const wire::OfficeChange& change) { return must(keep_change(ledger(), change, now)); }
  void commit(const wire::OfficeChange& change, const app::Sharing& sharing) {
    must(commit_change(ledger(), change, now, sharing));
  }
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

TEST_F(OfficeChange, ADeviceIsRenewedInAnyOrder) {
  const auto later = renewed(phone, 40);

  EXPECT_TRUE(keep(later));
  EXPECT_FALSE(keep(phone));
  EXPECT_FALSE(keep(later));

  EXPECT_EQ(must(ledger().device("p1"))->expires_at, later.expires_at);
}

TEST_F(OfficeChange, ARevokedDeviceStaysRevoked) {
  keep(phone);
  EXPECT_TRUE(keep(wire::Revoked{"p1", {}}));
  EXPECT_FALSE(keep(wire::Revoked{"p1", {}}));
  EXPECT_FALSE(keep(renewed(phone, 40)));
  EXPECT_TRUE(must(ledger().device("p1"))->revoked);
  EXPECT_NE(must(ledger().device("p1"))->hash, phone.hash);
}

TEST_F(OfficeChange, ADeviceCanBeRevokedBeforeItsLoginArrives) {
  EXPECT_TRUE(keep(wire::Revoked{"p1", {}}));
  EXPECT_FALSE(keep(phone));
  EXPECT_FALSE(must(ledger().device("p1")));
}

TEST_F(OfficeChange, DevicesGoWithTheirToken) {
  keep(tv);
  keep(phone);
  keep(tv_revoked);
  EXPECT_TRUE(must(ledger().devices()).empty());
}

// As nodes of the first version write it.
TEST_F(OfficeChange, ALoginThatIsATokenBecomesADevice) {
  EXPECT_TRUE(keep(wire::TokenChange{
      "s1", "browser session", "viewer", "h", now, now + std::chrono::days(30), {}}));
  EXPECT_EQ(roles(), "");
  EXPECT_EQ(must(ledger().device("s1"))->role, "viewer");
  EXPECT_TRUE(keep(wire::Revoked{"s1", {}}));
}

TEST_F(OfficeChange, WithoutASharedLogNothingIsQueuedForOtherNodes) {
  commit(tv, {});
  commit(phone, {});
  commit(tv_revoked, {});
  EXPECT_EQ(roles(), "");
  EXPECT_TRUE(must(ledger().devices()).empty());
  EXPECT_TRUE(waiting().empty());
}

TEST_F(OfficeChange, WithASharedLogChangesAreQueuedForOtherNodes) {
  commit(tv, {true, true});
  commit(phone, {true, true});
  commit(tv_revoked, {true, true});
  EXPECT_EQ(roles(), "ab12 revoked\n");
  EXPECT_EQ(waiting(),
            (std::vector<std::string>{"token-ab12", wire::id_of(phone), "revoked-ab12"}));
}

TEST_F(OfficeChange, DevicesWaitUntilAllNodesUnderstandThem) {
  commit(phone, {true, false});
  EXPECT_TRUE(must(ledger().device("p1")));
  EXPECT_TRUE(waiting().empty());
  EXPECT_EQ(must(changes_of(ledger(), now, false)).size(), 0u);
  EXPECT_EQ(must(changes_of(ledger(), now, true)).size(), 1u);
}

TEST_F(OfficeChange, AJoiningNodePassesOnWhatIsStillValid) {
  must(ledger().put_org("{}", now, std::nullopt));
  must(ledger().put_token({"valid", "", "admin", "1", now, now + std::chrono::hours(1)}));
  must(ledger().put_token({"expired", "", "admin", "2", now, now}));
  keep(tv_revoked);
  keep(phone);
  keep(wire::DeviceChange{"d2", "", "viewer", "h", "", "", now, now + std::chrono::days(1)});
  keep(wire::Revoked{"d2", {}});

  std::vector<std::string> ids;
  for (const auto& record : must(changes_of(ledger(), now, true))) ids.push_back(record.event_id);
  std::sort(ids.begin(), ids.end());
  EXPECT_EQ(ids, (std::vector<std::string>{wire::id_of(phone), "org-1", "revoked-ab12",
                                           "revoked-d2", "token-valid"}));
}

}  // namespace
}  // namespace dealbell::test
