#include "app/auth/credentials.hpp"

#include <gtest/gtest.h>

#include <set>

namespace dealbell::app {
namespace {

using namespace std::chrono_literals;
using core::AccessRole;

const auto first_day = from_ms(1'795'400'000'000);
constexpr std::chrono::days day{1};

class CredentialsTest : public ::testing::Test {
 protected:
  std::string token(AccessRole role = AccessRole::viewer, std::optional<Instant> expires = {}) {
    const auto issued = credentials.issue("hall", role, first_day, expires);
    tokens.push_back(issued.token);
    secrets[issued.token.id] = issued.secret;
    return issued.token.id;
  }
  Credentials::OpenedDevice open(const std::string& id, Instant now = first_day) {
    auto opened = credentials.open_device(id, "Firefox", "10.0.0.7", now);
    EXPECT_TRUE(opened);
    return *opened;
  }
  bool valid(const std::string& secret, Instant now = first_day) {
    return credentials.identify(secret, now).has_value();
  }

  Credentials credentials{{}, {}, first_day};
  std::vector<store::Token> tokens;
  std::map<std::string, std::string> secrets;
};

TEST_F(CredentialsTest, ADeviceHasTheRoleOfItsToken) {
  const auto device = open(token(AccessRole::admin));

  const auto identity = credentials.identify(device.secret, first_day);

  ASSERT_TRUE(identity);
  EXPECT_EQ(identity->role, AccessRole::admin);
  EXPECT_EQ(identity->device, device.device.id);
  EXPECT_FALSE(valid("guessed"));
}

TEST_F(CredentialsTest, RevokingATokenEndsItsDevicesAndWhatTheyOpened) {
  const auto hall = token(), other = token();
  const auto device = open(hall), stays = open(other);
  const auto permit = credentials.identify(device.secret, first_day)->permit;
  const auto of_token = credentials.identify(secrets[hall], first_day)->permit;

  EXPECT_TRUE(credentials.revoke(hall));

  EXPECT_FALSE(permit->valid(first_day));
  EXPECT_FALSE(of_token->valid(first_day));
  EXPECT_FALSE(valid(device.secret));
  EXPECT_FALSE(valid(secrets[hall]));
  EXPECT_TRUE(valid(stays.secret));
  EXPECT_FALSE(credentials.revoke(hall));
}

TEST_F(CredentialsTest, RevokingADeviceLeavesItsTokenAndItsSiblings) {
  const auto hall = token();
  const auto lost = open(hall), kept = open(hall);

  EXPECT_TRUE(credentials.revoke(lost.device.id));

  EXPECT_FALSE(valid(lost.secret));
  EXPECT_TRUE(valid(kept.secret));
  EXPECT_TRUE(valid(secrets[hall]));
}

TEST_F(CredentialsTest, WhatATokenOpenedEndsWithIt) {
  const auto device = open(token(AccessRole::viewer, first_day + 1h));
  const auto permit = credentials.identify(device.secret, first_day)->permit;

  EXPECT_TRUE(permit->valid(first_day + 59min));
  EXPECT_FALSE(permit->valid(first_day + 1h));
  EXPECT_FALSE(valid(device.secret, first_day + 1h));
}

// A wall is switched on for years; its office is closed for two weeks in summer.
TEST_F(CredentialsTest, ADeviceThatIsUsedIsNeverLoggedOut) {
  for (const int days : {40, 400, 4'000}) {
    const auto device = open(token());
    store::Device stored = device.device;
    int records = 0;
    for (int i = 0; i <= days; ++i) {
      if (i % 365 >= 200 && i % 365 < 214) continue;
      const auto identity = credentials.identify(device.secret, first_day + i * day);
      ASSERT_TRUE(identity) << "day " << i;
      ASSERT_TRUE(identity->permit->valid(first_day + i * day + 23h));
      if (!identity->renewed) continue;
      ++records;
      stored = *identity->renewed;
    }
    EXPECT_LE(records, days / 30);
    EXPECT_GE(records, days / 45);

    Credentials restarted(tokens, {stored}, first_day + days * day);
    EXPECT_TRUE(restarted.identify(device.secret, first_day + days * day));
  }
}

TEST_F(CredentialsTest, ADeviceThatIsNotUsedEndsAfter90Days) {
  const auto device = open(token());

  EXPECT_TRUE(valid(device.secret, first_day + 89 * day));
  EXPECT_TRUE(valid(device.secret, first_day + 178 * day)) << "it was used on day 89";
  EXPECT_FALSE(valid(device.secret, first_day + 268 * day));
}

TEST_F(CredentialsTest, ARenewalThatCouldNotBeStoredIsTriedAgain) {
  const auto device = open(token());
  const auto renewed = credentials.identify(device.secret, first_day + 31 * day)->renewed;
  ASSERT_TRUE(renewed);
  EXPECT_FALSE(credentials.identify(device.secret, first_day + 31 * day)->renewed);

  credentials.undo_renewal(*renewed, first_day + 31 * day);

  EXPECT_TRUE(credentials.identify(device.secret, first_day + 31 * day)->renewed);
}

// 9,996 logins with a read-only token filled the table for ever.
TEST_F(CredentialsTest, ATokenReplacesOnlyItsOwnDevices) {
  const auto hall = token(), admin = token(AccessRole::admin);
  const auto of_admin = open(admin);
  std::set<std::string> replaced;
  std::string last;

  for (int i = 0; i < 10'000; ++i) {
    const auto opened = open(hall, first_day + i * 1s);
    if (opened.replaced) replaced.insert(*opened.replaced);
    last = opened.secret;
  }

  const auto now = first_day + 10'000s;
  EXPECT_EQ(replaced.size(), 10'000 - devices_per_token);
  EXPECT_TRUE(valid(last, now));
  EXPECT_TRUE(valid(of_admin.secret, now));
  EXPECT_TRUE(valid(open(admin, now).secret, now));
  EXPECT_EQ(credentials.list(now).tokens[0].devices.size() +
                credentials.list(now).tokens[1].devices.size(),
            devices_per_token + 2);
}

TEST_F(CredentialsTest, TheDeviceThatWasNotUsedForLongestMakesRoom) {
  const auto hall = token();
  std::vector<Credentials::OpenedDevice> devices;
  for (std::size_t i = 0; i < devices_per_token; ++i) devices.push_back(open(hall));
  const auto connected = credentials.identify(devices[7].secret, first_day)->permit;  // a live one
  for (std::size_t i = 0; i < devices_per_token; ++i)
    if (i != 7 && i != 9) valid(devices[i].secret, first_day + 1h);

  const auto opened = open(hall, first_day + 2h);

  EXPECT_EQ(opened.replaced, devices[9].device.id);
  EXPECT_FALSE(valid(devices[9].secret, first_day + 2h));
  EXPECT_TRUE(connected->valid(first_day + 2h));
}

TEST_F(CredentialsTest, ExpiredTokensLeaveRoom) {
  for (std::size_t i = 0; i < tokens_max; ++i) token(AccessRole::viewer, first_day + 1h);

  EXPECT_TRUE(credentials.full(first_day));
  EXPECT_FALSE(credentials.full(first_day + 1h));
}

// The device was found valid, and the role of its token was read where no token was any more.
TEST_F(CredentialsTest, WhatExpiredStaysEndedWhenTheClockIsSetBack) {
  const auto hall = token(AccessRole::viewer, first_day + 1h);
  const auto device = open(hall);
  const auto permit = credentials.identify(device.secret, first_day)->permit;

  EXPECT_FALSE(credentials.full(first_day + 2h));  // looks for what expired

  EXPECT_FALSE(valid(device.secret, first_day));
  EXPECT_FALSE(valid(secrets[hall], first_day));
  EXPECT_FALSE(permit->valid(first_day));
  EXPECT_TRUE(credentials.list(first_day).tokens.empty());
}

// Nodes of a shared log may learn of a device before they learn of its token.
TEST_F(CredentialsTest, ADeviceIsValidOnceItsTokenIsKnown) {
  const auto opened = open(token());
  Credentials other({}, {opened.device}, first_day);
  EXPECT_FALSE(other.identify(opened.secret, first_day));

  other.put(tokens[0], first_day);

  EXPECT_TRUE(other.identify(opened.secret, first_day));
}

TEST_F(CredentialsTest, ARenewalByAnotherNodeCounts) {
  const auto opened = open(token());
  auto renewed = opened.device;
  renewed.expires_at = first_day + 500 * day;

  credentials.put(renewed, first_day + 40 * day);
  credentials.put(opened.device, first_day + 40 * day);  // an older record, read again

  EXPECT_TRUE(valid(opened.secret, first_day + 499 * day));
}

TEST_F(CredentialsTest, ASessionOfTheFirstVersionIsADeviceWithoutToken) {
  const auto secret = credentials.issue("y", AccessRole::viewer, first_day, {});
  const store::Device stored{"s1", "", "viewer",  secret.token.hash,
                             "",   "", first_day, first_day + 30 * day};

  Credentials upgraded({}, {stored}, first_day + 20 * day);
  const auto identity = upgraded.identify(secret.secret, first_day + 20 * day);

  ASSERT_TRUE(identity);
  EXPECT_EQ(identity->role, AccessRole::viewer);
  EXPECT_TRUE(identity->renewed) << "a wall stays logged in";
  EXPECT_EQ(upgraded.list(first_day + 20 * day).devices.size(), 1u);
}

TEST_F(CredentialsTest, ARoleOfANewerProgramIsNone) {
  auto issued = credentials.issue("x", AccessRole::viewer, first_day, {});
  issued.token.role = "owner";

  Credentials restarted({issued.token}, {}, first_day);

  EXPECT_EQ(restarted.identify(issued.secret, first_day)->role, AccessRole::none);
}

TEST_F(CredentialsTest, TheListSaysWhoseEachDeviceIsAndWhenItWasUsed) {
  const auto hall = token();
  const auto first = open(hall), second = open(hall);
  EXPECT_TRUE(valid(first.secret, first_day + 2h));

  const auto list = credentials.list(first_day + 3h);

  ASSERT_EQ(list.tokens.size(), 1u);
  EXPECT_EQ(list.tokens[0].id, hall);
  EXPECT_EQ(list.tokens[0].used_at, first_day + 2h);
  ASSERT_EQ(list.tokens[0].devices.size(), 2u);
  EXPECT_EQ(list.tokens[0].devices[0].id, first.device.id);
  EXPECT_EQ(list.tokens[0].devices[0].used_at, first_day + 2h);
  EXPECT_EQ(list.tokens[0].devices[0].from, "10.0.0.7");
  EXPECT_EQ(list.tokens[0].devices[1].used_at, first_day);
}

}  // namespace
}  // namespace dealbell::app
