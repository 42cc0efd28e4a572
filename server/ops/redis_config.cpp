#include "ops/redis_config.hpp"

#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <variant>

#include "ops/setting.hpp"

namespace dealbell::ops {
namespace {

constexpr std::size_t name_max = 64;

struct PasswordMember {
  SecretPlace RedisConfig::*place;
  std::string SecretPlace::*kind;
};

struct RedisField {
  std::string_view name;
  std::variant<std::string RedisConfig::*, bool RedisConfig::*, PasswordMember> member;
};
constexpr RedisField redis_fields[] = {
    {"url", &RedisConfig::url},
    {"org", &RedisConfig::org},
    {"node", &RedisConfig::node},
    {"mirror", &RedisConfig::mirror},
    {"password_env", PasswordMember{&RedisConfig::password, &SecretPlace::env}},
    {"password_file", PasswordMember{&RedisConfig::password, &SecretPlace::file}},
    {"sentinel_password_env", PasswordMember{&RedisConfig::sentinel_password, &SecretPlace::env}},
    {"sentinel_password_file", PasswordMember{&RedisConfig::sentinel_password, &SecretPlace::file}},
};

bool is_name(std::string_view text) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.';
  };
  return !text.empty() && text.size() <= name_max && std::all_of(text.begin(), text.end(), allowed);
}

void read_field(const Setting& setting, const RedisField& field, RedisConfig& redis) {
  if (const auto* flag = std::get_if<bool RedisConfig::*>(&field.member)) {
    redis.** flag = setting.flag().value_or(redis.**flag);
    return;
  }
  auto text = setting.text();
  if (!text) return;
  if (const auto* password = std::get_if<PasswordMember>(&field.member)) {
    if (text->empty()) setting.add_error("must not be empty");
    redis.*password->place.*password->kind = std::move(*text);
  } else {
    redis.*std::get<std::string RedisConfig::*>(field.member) = std::move(*text);
  }
}

void check(const RedisConfig& redis, const Setting& setting) {
  for (const auto& [key, name] : {std::pair{"org", &redis.org}, std::pair{"node", &redis.node}})
    if (!is_name(*name))
      setting.add_error_at(key, fmt::format("must be 1 to {} letters, digits or - _ .", name_max));
  for (const auto& [key, place] : {std::pair{"password", &redis.password},
                                   std::pair{"sentinel_password", &redis.sentinel_password}})
    if (!place->env.empty() && !place->file.empty())
      setting.add_error_at(fmt::format("{}_env", key),
                           fmt::format("cannot be combined with {}_file", key));
  if (redis.url.empty() && redis.mirror)
    setting.add_error_at("url", "is required for the mirror", Errc::missing);
}

}  // namespace

std::string host_name() {
  char name[256] = {};
  gethostname(name, sizeof name - 1);
  return is_name(name) ? name : "node";
}

RedisConfig read_redis(const Setting& setting) {
  RedisConfig redis;
  for (const auto& [key, member] : setting.members()) {
    const auto field =
        std::find_if(std::begin(redis_fields), std::end(redis_fields),
                     [&, &name = key](const RedisField& f) { return f.name == name; });
    if (field == std::end(redis_fields))
      member.add_error("unknown setting", Errc::usage);
    else
      read_field(member, *field, redis);
  }
  check(redis, setting);
  return redis;
}

}  // namespace dealbell::ops
