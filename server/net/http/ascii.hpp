#pragma once

#include <string>
#include <string_view>

namespace dealbell::net {

// Header names, host names and codings are compared without case, in ASCII, whatever the locale.
inline std::string ascii_lower(std::string_view text) {
  std::string out(text);
  for (auto& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

}  // namespace dealbell::net
