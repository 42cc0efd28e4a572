#pragma once

#include <string>

#include "ops/source_config.hpp"

namespace dealbell::ops {

// This machine's host name; "node" if it is not a valid name of a node.
std::string host_name();

// The setting "redis".
struct RedisConfig {
  // redis://, rediss:// or sentinel://, parsed by redis/url.hpp; empty: no Redis. It may contain a
  // password, but the places below are better.
  std::string url;
  SecretPlace password;           // neither env nor file: none
  SecretPlace sentinel_password;  // the same for the Sentinels
  // The office's name in the prefix of its keys. 1 to 64 letters, digits or - _ .
  std::string org = "office";
  // This node's name; no two nodes of an office have the same. Same characters as `org`.
  std::string node = host_name();
  // Whether KPIs are written to Redis for other programs.
  bool mirror = false;
};

// Reads the setting "redis". Mistakes are added to the setting's list of errors.
RedisConfig read_redis(const Setting& setting);

}  // namespace dealbell::ops
