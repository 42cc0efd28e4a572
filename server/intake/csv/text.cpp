#include "intake/csv/text.hpp"

#include <cstdint>
#include <utility>

#include "base/utf8.hpp"
#include "intake/csv/encoding.hpp"

namespace dealbell::intake {
namespace {

constexpr char32_t replacement = 0xFFFD;

std::string from_utf16(std::string_view bytes, bool big_endian) {
  const auto unit = [&](std::size_t i) -> char32_t {
    const auto first = static_cast<unsigned char>(bytes[i]);
    const auto second = static_cast<unsigned char>(bytes[i + 1]);
    return big_endian ? char32_t{first} << 8 | second : char32_t{second} << 8 | first;
  };
  std::string out;
  out.reserve(bytes.size() / 2);
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
    char32_t point = unit(i);
    if (point >= 0xD800 && point <= 0xDFFF) {
      const char32_t low = point <= 0xDBFF && i + 3 < bytes.size() ? unit(i + 2) : 0;
      const bool pair = low >= 0xDC00 && low <= 0xDFFF;
      point = pair ? 0x10000 + ((point - 0xD800) << 10) + (low - 0xDC00) : replacement;
      if (pair) i += 2;
    }
    append_utf8(out, point);
  }
  return out;
}

// With U+FFFD for each byte that is not UTF-8.
std::string with_replacements(std::string_view bytes) {
  std::string out;
  while (!bytes.empty()) {
    const auto good = first_bad_utf8(bytes);
    out += bytes.substr(0, good);
    if (good == bytes.size()) break;
    append_utf8(out, replacement);
    bytes.remove_prefix(good + 1);
  }
  return out;
}

// Whether most characters beyond ASCII are well-formed UTF-8, which does not happen by accident.
bool is_mostly_utf8(std::string_view bytes) {
  std::size_t good = 0, bad = 0;
  while (!bytes.empty()) {
    const auto length = utf8_length(bytes);
    good += length > 1;
    bad += length == 0;
    bytes.remove_prefix(length == 0 ? 1 : length);
  }
  return good >= bad;
}

}  // namespace

Result<DecodedText> decode_text(std::string bytes, std::string_view name) {
  const std::string_view view = bytes;
  if (view.starts_with("\xFF\xFE")) return DecodedText{from_utf16(view.substr(2), false), "UTF-16"};
  if (view.starts_with("\xFE\xFF")) return DecodedText{from_utf16(view.substr(2), true), "UTF-16"};
  if (!name.empty()) {
    auto text = from_encoding(view, name);
    if (!text) return text.error();
    const bool odd = text->find("\xEF\xBF\xBD") != std::string::npos;
    return DecodedText{std::move(*text), std::string(name), odd};
  }
  if (first_bad_utf8(view) == view.size()) return DecodedText{std::move(bytes), "UTF-8"};
  if (is_mostly_utf8(view)) return DecodedText{with_replacements(view), "UTF-8", true};
  auto text = from_encoding(view, "windows-1252");
  if (!text) return text.error();
  return DecodedText{std::move(*text), "Windows-1252", false, encoding_question(view)};
}

}  // namespace dealbell::intake
