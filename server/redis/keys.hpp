#pragma once

#include <string>
#include <string_view>

namespace dealbell::redis {

// The full name of an office's key. Redis Cluster hashes only what is in the braces, so all keys of
// an office are in one slot and a script may use them together.
inline std::string key_of(std::string_view office, std::string_view name) {
  return "dealbell:{" + std::string(office) + "}:" + std::string(name);
}

}  // namespace dealbell::redis
