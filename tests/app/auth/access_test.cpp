#include "app/auth/access.hpp"

#include <gtest/gtest.h>

namespace dealbell::app {
namespace {

using namespace std::chrono_literals;
using core::AccessRole;

const auto day_one = from_ms(1'795'400'000'000);

class AccessTest : public ::testing::Test {
 protected:
  net::Request request(const std::string& path = "/api/v1/boards") {
    net::Request request;
    request.path = path;
    request.remote = "10.0.0.7";
    request.headers = {{"host", "wall.example"}};
    return request;
  }
  net::Request with_cookie(const std::string& secret) {
    auto made = request();
    made.headers.emplace_back("cookie", "dealbell_session=" + secret);
    return made;
  }
  Result<Credentials::OpenedDevice> log_in(const wire::Login& login, Instant now = day_one) {
    return access.log_in(request("/login"), login, now);
  }

  std::vector<store::Device> renewals;
  Access access{{},     {}, false, "", [this](const store::Device& d) { renewals.push_back(d); },
                day_one};
  Credentials::IssuedToken viewer =
      access.credentials().issue("hall", AccessRole::viewer, day_one, {});
  Credentials::IssuedToken admin =
      access.credentials().issue("admin", AccessRole::admin, day_one, {});
};

// The browser keeps a cookie for 90 days at most, so it gets it again with each renewal.
TEST_F(AccessTest, AWallThatIsUsedKeepsItsCookieFor400Days) {
  const auto opened = log_in({"", viewer.secret});
  ASSERT_TRUE(opened);
  auto kept_until = day_one + device_lifetime;

  for (int day = 0; day < 400; ++day) {
    const auto now = day_one + std::chrono::days(day);
    ASSERT_LT(now, kept_until) << "the browser dropped the cookie";
    const auto admitted = access.check(with_cookie(opened->secret), now);
    ASSERT_TRUE(admitted) << "day " << day;
    if (admitted->set_cookie.empty()) continue;
    EXPECT_EQ(admitted->set_cookie, "dealbell_session=" + opened->secret +
                                        "; Path=/; HttpOnly; SameSite=Strict; Max-Age=7776000");
    kept_until = now + device_lifetime;
  }
  EXPECT_EQ(renewals.size(), 13u);
}

TEST_F(AccessTest, ALoginIsLimitedPerAddressButNoAdminIsKeptOut) {
  for (int i = 0; i < 30; ++i) EXPECT_TRUE(log_in({"", viewer.secret}));

  EXPECT_EQ(log_in({"", viewer.secret}).error().code, Errc::too_many);
  EXPECT_EQ(log_in({"", "guessed"}).error().code, Errc::too_many);
  EXPECT_EQ(log_in({"GUESSED", ""}).error().code, Errc::too_many);
  EXPECT_TRUE(log_in({"", admin.secret}));
  EXPECT_TRUE(log_in({access.login_codes().create(admin.token.id, day_one), ""}));
  EXPECT_TRUE(log_in({"", viewer.secret}, day_one + 10min));
}

TEST_F(AccessTest, ACodeIsForOneLoginWithinTenMinutes) {
  const auto code = access.login_codes().create(admin.token.id, day_one);
  EXPECT_TRUE(log_in({code, ""}, day_one + 599s));
  EXPECT_EQ(log_in({code, ""}, day_one + 599s).error().code, Errc::unauthorized);

  const auto late = access.login_codes().create(admin.token.id, day_one);
  EXPECT_EQ(log_in({late, ""}, day_one + 600s).error().code, Errc::unauthorized);
}

TEST_F(AccessTest, ADevicesSecretLogsNoOtherDeviceIn) {
  const auto opened = log_in({"", viewer.secret});

  EXPECT_EQ(log_in({"", opened->secret}).error().code, Errc::unauthorized);
}

TEST_F(AccessTest, APageOfAnotherSiteCannotLogAVisitorIn) {
  const auto from = [&](const std::string& name, const std::string& value) {
    auto form = request("/login");
    form.headers.emplace_back(name, value);
    const auto opened = access.log_in(form, {"", viewer.secret}, day_one);
    return opened ? "in" : std::string(info(opened.error().code).name);
  };

  EXPECT_EQ(from("origin", "https://evil.example"), "forbidden");
  EXPECT_EQ(from("origin", "null"), "forbidden");
  EXPECT_EQ(from("sec-fetch-site", "cross-site"), "forbidden");
  EXPECT_EQ(from("origin", "http://wall.example"), "in");
  EXPECT_EQ(from("user-agent", "curl"), "in");
}

TEST_F(AccessTest, ARoleThatThisProgramDoesNotKnowMayDoNothing) {
  for (const auto* role : {"ingest", "screen", "owner"}) {
    auto token = viewer.token;
    Access newer({{"t", "", role, token.hash, day_one, {}}}, {}, false, "", {}, day_one);
    auto asked = request();
    asked.headers.emplace_back("authorization", "Bearer " + viewer.secret);

    EXPECT_EQ(newer.check(asked, day_one).error().code, Errc::forbidden) << role;
  }
}

TEST_F(AccessTest, OnlyAdminsSeeWhoHasAToken) {
  for (const auto* path : {"/api/v1/tokens", "/api/v1/devices/x"}) {
    auto asked = request(path);
    asked.headers.emplace_back("authorization", "Bearer " + viewer.secret);
    EXPECT_EQ(access.check(asked, day_one).error().code, Errc::forbidden) << path;
  }
}

TEST_F(AccessTest, WhatAnotherNodeRevokedEndsHere) {
  const auto opened = log_in({"", viewer.secret});
  const auto admitted = access.check(with_cookie(opened->secret), day_one);
  ASSERT_TRUE(admitted);

  access.apply(wire::Revoked{viewer.token.id, {}}, day_one);

  EXPECT_FALSE(admitted->permit->valid(day_one));
  EXPECT_EQ(access.check(with_cookie(opened->secret), day_one).error().code, Errc::unauthorized);
}

// A node of version 0.1 writes its logins as tokens. Such a secret opens no other device.
TEST_F(AccessTest, ALoginAtANodeOfTheFirstVersionIsADeviceAtOnce) {
  const auto other = Credentials({}, {}, day_one).issue("x", AccessRole::viewer, day_one, {});
  access.apply(
      wire::TokenChange{
          "s1", "browser session", "viewer", other.token.hash, day_one, day_one + 720h, {}},
      day_one);

  EXPECT_TRUE(access.check(with_cookie(other.secret), day_one));
  EXPECT_EQ(log_in({"", other.secret}).error().code, Errc::unauthorized);
  EXPECT_EQ(access.credentials().list(day_one).devices.size(), 1u);
}

}  // namespace
}  // namespace dealbell::app
