#include "intake/space.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace dealbell::intake {
namespace {

enum class Kind { visible, space, without_width };

Kind kind_of(std::string_view character) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(character[i]); };
  if (character.size() == 1)
    return character[0] == ' ' || (character[0] >= '\t' && character[0] <= '\r') ? Kind::space
                                                                                 : Kind::visible;
  if (character == "\u0085" || character == "\u00A0" || character == "\u1680" ||
      character == "\u3000" || character == "\u205F")
    return Kind::space;
  if (character == "\u00AD" || character == "\u180E" || character == "\uFEFF")
    return Kind::without_width;
  if (character.size() != 3 || byte(0) != 0xE2) return Kind::visible;
  const auto low = byte(1) << 8 | byte(2);
  if ((low >= 0x8080 && low <= 0x808A) || low == 0x80A8 || low == 0x80A9 || low == 0x80AF)
    return Kind::space;  // U+2000 to U+200A, line and paragraph separators, U+202F
  const bool mark = (low >= 0x808B && low <= 0x808F) || (low >= 0x80AA && low <= 0x80AE) ||
                    (low >= 0x81A0 && low <= 0x81AF);
  return mark ? Kind::without_width : Kind::visible;
}

std::string_view first_character(std::string_view text) {
  return text.substr(0, std::max<std::size_t>(utf8_length(text), 1));
}

std::string_view last_character(std::string_view text) {
  auto start = text.size() - 1;
  while (start > 0 && text.size() - start < 4 &&
         (static_cast<unsigned char>(text[start]) & 0xC0) == 0x80)
    --start;
  return text.substr(start);
}

}  // namespace

std::string_view trim(std::string_view text) {
  const auto invisible = [](std::string_view c) { return kind_of(c) != Kind::visible; };
  while (!text.empty() && invisible(first_character(text)))
    text.remove_prefix(first_character(text).size());
  while (!text.empty() && invisible(last_character(text)))
    text.remove_suffix(last_character(text).size());
  return text;
}

std::string plain_spaces(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const auto character = first_character(text);
    const auto kind = kind_of(character);
    if (kind == Kind::visible)
      out += character;
    else if (kind == Kind::space)
      out += ' ';
    text.remove_prefix(character.size());
  }
  return out;
}

}  // namespace dealbell::intake
