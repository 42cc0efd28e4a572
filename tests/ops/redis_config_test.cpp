#include "ops/redis_config.hpp"

#include <gtest/gtest.h>

#include "ops/config.hpp"

namespace dealbell::ops {
namespace {

// Every mistake as "POINTER: MESSAGE".
std::string redis_mistakes(std::string_view settings) {
  std::string text;
  for (const auto& e : read_config(settings).errors) text += e.pointer + ": " + e.message + "\n";
  return text;
}

TEST(RedisConfig, IsOffByDefault) {
  const auto config = read_config("{}").config;
  EXPECT_EQ(config.log, "embedded");
  EXPECT_EQ(config.redis.url, "");
  EXPECT_EQ(config.redis.org, "office");
  EXPECT_EQ(config.redis.node, host_name());
  EXPECT_FALSE(config.redis.mirror);
}

TEST(RedisConfig, IsRead) {
  const auto [config, errors] = read_config(R"({"redis": {
      "url": "redis://r", "org": "Acme_2", "node": "n1.eu-west", "mirror": true,
      "password_env": "REDIS_PASSWORD", "sentinel_password_file": "sentinel.key"}})");
  ASSERT_TRUE(errors.empty()) << errors.front().message;
  EXPECT_EQ(config.redis.url, "redis://r");
  EXPECT_EQ(config.redis.org, "Acme_2");
  EXPECT_EQ(config.redis.node, "n1.eu-west");
  EXPECT_TRUE(config.redis.mirror);
  EXPECT_EQ(config.redis.password.env, "REDIS_PASSWORD");
  EXPECT_EQ(config.redis.sentinel_password.file, "sentinel.key");
}

TEST(RedisConfig, EveryMistakeIsReportedWithItsPlace) {
  const std::string long_name(65, 'a');
  const std::string name_rule = "must be 1 to 64 letters, digits or - _ .\n";
  const std::pair<std::string, std::string> table[] = {
      {R"({"log": "shared"})", "/log: must be \"embedded\" or \"redis\"\n"},
      {R"({"log": true})", "/log: must be a string\n"},
      {R"({"log": "redis"})", "/redis/url: is required for a shared log\n"},
      {R"({"demo": true, "redis": {"url": "redis://r", "mirror": true}})",
       "/demo: the demo cannot be combined with Redis\n"},
      {R"({"redis": {"mirror": true}})", "/redis/url: is required for the mirror\n"},
      {R"({"redis": "redis://r"})", "/redis: must be an object\n"},
      {R"({"redis": {"url": 7}})", "/redis/url: must be a string\n"},
      {R"({"redis": {"url": "redis://r", "mirror": "yes"}})",
       "/redis/mirror: must be true or false\n"},
      {R"({"redis": {"host": "r"}})", "/redis/host: unknown setting\n"},
      {R"({"redis": {"org": ""}})", "/redis/org: " + name_rule},
      {R"({"redis": {"org": "a{b}"}})", "/redis/org: " + name_rule},
      {R"({"redis": {"node": "n 1"}})", "/redis/node: " + name_rule},
      {R"({"redis": {"node": ")" + long_name + "\"}}", "/redis/node: " + name_rule},
      {R"({"redis": {"password_env": ""}})", "/redis/password_env: must not be empty\n"},
      {R"({"redis": {"password_env": "A", "password_file": "b"}})",
       "/redis/password_env: cannot be combined with password_file\n"},
  };
  for (const auto& [settings, expected] : table)
    EXPECT_EQ(redis_mistakes(settings), expected) << settings;
}

TEST(RedisConfig, AFileWithOnlyThisSettingIsASettingsFile) {
  EXPECT_TRUE(looks_like_config(R"({"redis": {}})"));
  EXPECT_TRUE(looks_like_config(R"({"log": "redis"})"));
}

}  // namespace
}  // namespace dealbell::ops
