#pragma once

#include <string>
#include <string_view>

#include "base/ascii.hpp"

namespace dealbell::core {

inline std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

// Whether a person's key is an e-mail address. The same address is the same person in every source.
inline bool is_email(std::string_view key) {
  const auto at = key.find('@');
  return at != std::string_view::npos && at > 0 && at + 1 < key.size();
}

// A person's key in the form used for comparison: e-mail addresses in lower case, a "source:"
// prefix unchanged.
inline std::string person_key(std::string_view key) {
  if (!is_email(key)) return std::string(key);
  const auto colon = key.find(':');
  const auto scope = colon < key.find('@') ? colon + 1 : 0;
  return std::string(key.substr(0, scope)) + ascii_lower(key.substr(scope));
}

}  // namespace dealbell::core
