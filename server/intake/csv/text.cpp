#include "intake/csv/text.hpp"

#include <cstdint>
#include <utility>

#include "base/utf8.hpp"

namespace dealbell::intake {
namespace {

constexpr char32_t replacement = 0xFFFD;

// Windows-1252 differs from Latin-1 only in 0x80 to 0x9F.
constexpr char32_t windows_high[32] = {
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

std::string from_windows_1252(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 8);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    append_utf8(out, byte >= 0x80 && byte < 0xA0 ? windows_high[byte - 0x80] : byte);
  }
  return out;
}

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

}  // namespace

DecodedText decode_text(std::string bytes) {
  const std::string_view view = bytes;
  if (view.starts_with("\xFF\xFE")) return {from_utf16(view.substr(2), false), "UTF-16"};
  if (view.starts_with("\xFE\xFF")) return {from_utf16(view.substr(2), true), "UTF-16"};
  if (first_bad_utf8(view) != view.size()) return {from_windows_1252(view), "Windows-1252"};
  return {std::move(bytes), "UTF-8"};
}

}  // namespace dealbell::intake
