#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace dealbell::intake {

// The byte that a percent escape ("%C3") at the start of `text` encodes; nullopt if the text does
// not start with one.
constexpr std::optional<char> percent_byte(std::string_view text) {
  constexpr auto digit = [](char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
  };
  if (text.size() < 3 || text[0] != '%' || digit(text[1]) < 0 || digit(text[2]) < 0)
    return std::nullopt;
  return static_cast<char>(digit(text[1]) * 16 + digit(text[2]));
}

}  // namespace dealbell::intake
