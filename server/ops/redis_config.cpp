#include "ops/redis_config.hpp"

#include <unistd.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <variant>

namespace dealbell::ops {
namespace {

using nlohmann::json;

constexpr std::size_t name_max = 64;

struct PasswordPlace {
  SecretPlace RedisConfig::*place;
  std::string SecretPlace::*kind;
};

struct RedisField {
  std::string_view name;
  std::variant<std::string RedisConfig::*, bool RedisConfig::*, PasswordPlace> member;
};
constexpr RedisField redis_fields[] = {
    {"url", &RedisConfig::url},
    {"org", &RedisConfig::org},
    {"node", &RedisConfig::node},
    {"mirror", &RedisConfig::mirror},
    {"password_env", PasswordPlace{&RedisConfig::password, &SecretPlace::env}},
    {"password_file", PasswordPlace{&RedisConfig::password, &SecretPlace::file}},
    {"sentinel_password_env", PasswordPlace{&RedisConfig::sentinel_password, &SecretPlace::env}},
    {"sentinel_password_file", PasswordPlace{&RedisConfig::sentinel_password, &SecretPlace::file}},
};

bool is_name(std::string_view text) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.';
  };
  return !text.empty() && text.size() <= name_max && std::all_of(text.begin(), text.end(), fits);
}

// The error's words when the value does not fit.
std::string set(RedisConfig& redis, const RedisField& field, const json& value) {
  if (const auto* flag = std::get_if<bool RedisConfig::*>(&field.member)) {
    if (!value.is_boolean()) return "must be true or false";
    redis.** flag = value.get<bool>();
    return {};
  }
  if (!value.is_string()) return "must be a text";
  auto text = value.get<std::string>();
  if (const auto* password = std::get_if<PasswordPlace>(&field.member)) {
    if (text.empty()) return "must not be empty";
    redis.*password->place.*password->kind = std::move(text);
  } else {
    redis.*std::get<std::string RedisConfig::*>(field.member) = std::move(text);
  }
  return {};
}

}  // namespace

std::string host_name() {
  char name[256] = {};
  gethostname(name, sizeof name - 1);
  return is_name(name) ? name : "node";
}

RedisReading read_redis(std::string_view text, RedisConfig base) {
  RedisReading reading{std::move(base), {}};
  auto& redis = reading.redis;
  const auto complain = [&](Errc code, std::string message, const std::string& at) {
    reading.errors.push_back(error(code, std::move(message), "/redis" + at));
  };
  const auto all = json::parse(text, nullptr, false);
  if (!all.is_object()) {
    complain(Errc::wrong_type, "must be an object", "");
    return reading;
  }
  for (const auto& [key, value] : all.items()) {
    const auto field =
        std::find_if(std::begin(redis_fields), std::end(redis_fields),
                     [&, &name = key](const RedisField& f) { return f.name == name; });
    if (field == std::end(redis_fields)) {
      complain(Errc::usage, "there is no setting by this name", "/" + key);
    } else if (auto wrong = set(redis, *field, value); !wrong.empty()) {
      complain(Errc::bad_value, std::move(wrong), "/" + key);
    }
  }
  for (const auto& [key, name] : {std::pair{"/org", &redis.org}, std::pair{"/node", &redis.node}})
    if (!is_name(*name)) complain(Errc::bad_value, "1 to 64 of letters, digits and - _ .", key);
  for (const auto& [key, place] : {std::pair{"/password_env", &redis.password},
                                   std::pair{"/sentinel_password_env", &redis.sentinel_password}})
    if (!place->env.empty() && !place->file.empty())
      complain(Errc::bad_value, "say either the environment or the file", key);
  if (redis.url.empty() && redis.mirror)
    complain(Errc::missing, "the mirror needs to know where Redis is", "/url");
  return reading;
}

}  // namespace dealbell::ops
