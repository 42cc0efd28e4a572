#include "base/percent_encoding.hpp"

namespace dealbell {
namespace {

std::optional<std::string> decode(std::string_view text, Plus plus, bool strict) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const auto byte = percent_byte(text);
    if (!byte && strict && text[0] == '%') return std::nullopt;
    const bool space = plus == Plus::space && text[0] == '+';
    out += byte ? *byte : space ? ' ' : text[0];
    text.remove_prefix(byte ? 3 : 1);
  }
  return out;
}

}  // namespace

std::optional<std::string> percent_decode(std::string_view text, Plus plus) {
  return decode(text, plus, true);
}

std::string percent_decode_lenient(std::string_view text, Plus plus) {
  return *decode(text, plus, false);
}

std::string percent_encode(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    if (is_unreserved(c)) {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += digits[byte >> 4];
    out += digits[byte & 15];
  }
  return out;
}

}  // namespace dealbell
