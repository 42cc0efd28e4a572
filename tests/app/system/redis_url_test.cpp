#include "app/system/redis_url.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "support/store/scratch_dir.hpp"

namespace dealbell::app {
namespace {

ops::Config with(std::string url) {
  ops::Config config;
  config.redis.url = std::move(url);
  return config;
}

TEST(RedisUrlOfSettings, PasswordsComeFromTheirPlaces) {
  const test::ScratchDir dir;
  std::ofstream(dir.path() + "/redis.password") << "hunter2\n";
  setenv("DEALBELL_TEST_SENTINEL", "hunter3", 1);
  auto config = with("sentinel://ann@s1/main?sentinel_user=bob");
  config.file = dir.path() + "/settings.json";
  config.redis.password.file = "redis.password";
  config.redis.sentinel_password.env = "DEALBELL_TEST_SENTINEL";

  const auto url = redis_url(config);

  ASSERT_TRUE(url) << url.error().message;
  EXPECT_EQ(url->login.user, "ann");
  EXPECT_EQ(url->login.password, "hunter2");
  EXPECT_EQ(url->sentinel_login.password, "hunter3");
}

TEST(RedisUrlOfSettings, MistakesHaveTheirPlace) {
  EXPECT_EQ(redis_url(with("http://r")).error().pointer, "/redis/url");
  EXPECT_EQ(redis_url(with("redis://ann@r")).error().message,
            "a user needs a password: in the URL, in an environment variable or in a file");
  auto twice = with("redis://:secret@r");
  twice.redis.password.env = "DEALBELL_TEST_ABSENT";
  EXPECT_EQ(redis_url(twice).error().pointer, "/redis/password_env");
  auto absent = with("redis://r");
  absent.redis.password.file = "/nowhere/password";
  EXPECT_EQ(redis_url(absent).error().pointer, "/redis/password_file");
}

TEST(RedisUrlOfSettings, AreOfNoUseByThemselves) {
  EXPECT_EQ(idle_redis({}), "");
  auto config = with("redis://r");
  EXPECT_NE(idle_redis(config), "");
  config.redis.mirror = true;
  EXPECT_EQ(idle_redis(config), "");
  config.redis.mirror = false;
  config.log = "redis";
  EXPECT_EQ(idle_redis(config), "");
}

}  // namespace
}  // namespace dealbell::app
