#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "ops/source_config.hpp"

namespace dealbell::ops {

// The name of this machine as a node may be called, "node" when it has another kind of name.
std::string host_name();

// "redis" of the settings.
struct RedisConfig {
  // redis://, rediss:// or sentinel://, see redis/url.hpp, which alone knows what is right; empty:
  // no Redis. A password may stand in it, or better in one of the places below.
  std::string url;
  SecretPlace password;           // neither env nor file: none
  SecretPlace sentinel_password;  // the same, for the sentinels
  // Whose keys: all of an office have its name in braces. 1 to 64 of letters, digits and - _ .
  std::string org = "office";
  // What this node is called; no two nodes of an office alike. The same letters.
  std::string node = host_name();
  // Whether the KPIs are written to Redis for other programs.
  bool mirror = false;
};

// Every mistake at once, with its pointer from the settings' root.
struct RedisReading {
  RedisConfig redis;
  std::vector<Error> errors;
};
RedisReading read_redis(std::string_view json, RedisConfig base = {});

}  // namespace dealbell::ops
