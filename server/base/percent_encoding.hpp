#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dealbell {

// Percent-encoding of URLs (RFC 3986 §2) and forms. Decoding gives bytes: they may contain a NUL
// and need not be UTF-8.

// The byte of the escape ("%C3") at the front of `text`; nullopt if there is no escape.
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

// In forms and queries "+" is an encoded space, elsewhere it is a plus sign.
enum class Plus { literal, space };

// nullopt if a % is not followed by two hex digits.
std::optional<std::string> percent_decode(std::string_view text, Plus plus = Plus::literal);

// A % that is not followed by two hex digits stays as it is, as in the WHATWG URL standard.
std::string percent_decode_lenient(std::string_view text, Plus plus = Plus::literal);

// The characters that a URL never needs to encode: letters, digits and - . _ ~ (RFC 3986 §2.3).
constexpr bool is_unreserved(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
         c == '.' || c == '_' || c == '~';
}

// Encodes everything but unreserved characters, with upper-case digits.
std::string percent_encode(std::string_view text);

}  // namespace dealbell
