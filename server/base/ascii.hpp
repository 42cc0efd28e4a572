#pragma once

#include <string>
#include <string_view>

namespace dealbell {

// Lower case of the letters A to Z, whatever the locale. All other bytes stay as they are, so UTF-8
// stays UTF-8; letters of other alphabets keep their case.
constexpr char ascii_lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

inline std::string ascii_lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = ascii_lower(c);
  return lower;
}

}  // namespace dealbell
