#pragma once

#include <string>
#include <string_view>

namespace dealbell::redis {

// The name of a key of one office. The braces make Redis Cluster hash the office alone, so that all
// its keys are in one slot and a script may use them together.
inline std::string key_of(std::string_view office, std::string_view name) {
  return "dealbell:{" + std::string(office) + "}:" + std::string(name);
}

}  // namespace dealbell::redis
