#pragma once

#include <string>
#include <string_view>

namespace dealbell::net {

// For header names, host names and content codings, which are compared without case. Independent of
// the locale.
inline std::string ascii_lower(std::string_view text) {
  std::string out(text);
  for (auto& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

}  // namespace dealbell::net
