#include "app/auth/login_limiter.hpp"

#include <gtest/gtest.h>

namespace dealbell::app {
namespace {

using namespace std::chrono_literals;

const auto began_at = from_ms(1'795'400'000'000);

TEST(LoginLimiter, AnAddressMayTry30TimesAndThen10TimesAMinute) {
  LoginLimiter limiter;
  for (int i = 0; i < 30; ++i) EXPECT_TRUE(limiter.take("10.0.0.7", began_at));
  EXPECT_FALSE(limiter.take("10.0.0.7", began_at));
  EXPECT_TRUE(limiter.take("10.0.0.8", began_at)) << "others may go on";

  int taken = 0;
  for (int i = 0; i < 600; ++i) taken += limiter.take("10.0.0.7", began_at + i * 100ms);

  EXPECT_GE(taken, 9);
  EXPECT_LE(taken, 10);
}

TEST(LoginLimiter, ItsMemoryIsBounded) {
  LoginLimiter limiter;
  for (int i = 0; i < 30; ++i) limiter.take("10.0.0.7", began_at);
  for (std::size_t i = 0; i < LoginLimiter::addresses_max - 1; ++i)
    limiter.take(std::to_string(i), began_at);
  EXPECT_FALSE(limiter.take("10.0.0.7", began_at)) << "all fit";

  for (std::size_t i = 0; i < LoginLimiter::addresses_max; ++i)
    limiter.take("x" + std::to_string(i), began_at);

  EXPECT_TRUE(limiter.take("10.0.0.7", began_at)) << "forgotten";
}

TEST(LoginLimiter, AHouseholdIsOneAddress) {
  EXPECT_EQ(login_address("10.0.0.7"), "10.0.0.7");
  EXPECT_EQ(login_address("::ffff:10.0.0.7"), "10.0.0.7");
  EXPECT_EQ(login_address("2001:db8:1:2::7"), login_address("2001:db8:1:2:ffff:1:2:3"));
  EXPECT_NE(login_address("2001:db8:1:2::7"), login_address("2001:db8:1:3::7"));
}

}  // namespace
}  // namespace dealbell::app
