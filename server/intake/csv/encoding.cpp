#include "intake/csv/encoding.hpp"

#include <iconv.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <memory>
#include <vector>

#include "base/ascii.hpp"
#include "base/json_text.hpp"
#include "base/utf8.hpp"

namespace dealbell::intake {
namespace {

using Byte = unsigned char;

constexpr std::string_view replacement = "\xEF\xBF\xBD";

// Those that spreadsheets save in, the most frequent ones first.
constexpr const char* candidates[] = {"windows-1250", "windows-1251", "windows-1252",
                                      "shift_jis",    "gb18030",      "big5",
                                      "euc-kr",       "windows-1253", "windows-1254"};
constexpr std::size_t candidates_shown = 4;

std::string iconv_name(std::string_view name) {
  const auto word = ascii_lower(name);
  if (word == "latin1" || word == "iso-8859-1") return "WINDOWS-1252";
  if (word == "shift_jis" || word == "sjis") return "CP932";
  if (word == "gbk" || word == "gb2312") return "GB18030";
  if (word == "euc-kr") return "UHC";
  return std::string(name);
}

struct CloseConverter {
  void operator()(void* converter) const { ::iconv_close(converter); }
};
using Converter = std::unique_ptr<void, CloseConverter>;

Converter open_converter(std::string_view name) {
  auto* opened = ::iconv_open("UTF-8", iconv_name(name).c_str());
  // iconv_open(3) returns (iconv_t)-1 for an unknown name.
  return Converter(reinterpret_cast<std::intptr_t>(opened) == -1 ? nullptr : opened);
}

std::string convert(Converter& converter, std::string_view bytes) {
  std::string out;
  std::array<char, 4096> part;
  auto* in = const_cast<char*>(bytes.data());  // iconv does not write to it
  auto left = bytes.size();
  while (left > 0) {
    auto* to = part.data();
    auto room = part.size();
    const auto done = ::iconv(converter.get(), &in, &left, &to, &room);
    out.append(part.data(), part.size() - room);
    if (done != static_cast<std::size_t>(-1) || errno == E2BIG) continue;
    out += replacement;  // an invalid byte, or a character cut off at the end
    ++in;
    --left;
  }
  return out;
}

void show_yen_signs(std::string& text) {
  for (std::size_t at = 0; (at = text.find('\\', at)) != std::string::npos; ++at) {
    const auto digit = text.find_first_not_of(' ', at + 1);
    if (digit != std::string::npos && text[digit] >= '0' && text[digit] <= '9')
      text.replace(at, 1, "\xC2\xA5");
  }
}

bool is_ascii_letter(Byte c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// Letters of Windows-1252 that are not ASCII, in small form; 0 for other bytes.
Byte small_letter(Byte c) {
  constexpr std::string_view early = "\x8A\x8C\x8E\x9A\x9C\x9E\x9F";  // Š Œ Ž š œ ž Ÿ
  if (early.find(static_cast<char>(c)) != std::string_view::npos)
    return c < 0x90 ? static_cast<Byte>(c + 0x10) : c == 0x9F ? Byte{0xFF} : c;
  if (c < 0xC0 || c == 0xD7 || c == 0xF7) return 0;
  return c < 0xDF ? static_cast<Byte>(c + 0x20) : c;
}

// The letters of the alphabets of Western Europe beside a to z, in Windows-1252.
constexpr std::string_view alphabets[] = {
    // what Windows-1250 has at the same places, so that it is right either way: áâäçéëíîóôöúüýßšž
    "\xE1\xE2\xE4\xE7\xE9\xEB\xED\xEE\xF3\xF4\xF6\xFA\xFC\xFD\xDF\x9A\x9E",
    "\xE0\xE2\xE6\xE7\xE8\xE9\xEA\xEB\xEE\xEF\xF4\x9C\xF9\xFB\xFC\xFF",  // French
    "\xE1\xE9\xED\xF1\xF3\xFA\xFC",                                      // Spanish
    "\xE0\xE1\xE2\xE3\xE7\xE9\xEA\xED\xF2\xF3\xF4\xF5\xFA\xFC",          // Portuguese
    "\xE0\xE8\xE9\xEC\xED\xF2\xF3\xF9\xFA",                              // Italian
    "\xE5\xE6\xF8\xE9\xE8\xF3\xF2\xF4",                                  // Danish, Norwegian
    "\xE5\xE4\xF6\xE9\xFC",                                              // Swedish, Finnish
    "\xE0\xE1\xE8\xE9\xEA\xEB\xED\xEF\xF3\xF6\xFA\xFC",                  // Dutch, Catalan
    "\xE1\xE6\xE9\xED\xF0\xF3\xF6\xFA\xFD\xFE"};                         // Icelandic

// Signs that may stand beside letters: quotation marks, dashes, and those of units and titles.
constexpr std::string_view beside_letters =
    "\x82\x84\x85\x8B\x91\x92\x93\x94\x95\x96\x97\x99\x9B\xA0\xA1\xA7\xA9\xAA\xAB\xAD\xAE\xB0\xB7"
    "\xBA\xBB\xBF";
// Those of them that a letter beyond ASCII may follow: they open something.
constexpr std::string_view before_letters = "\x82\x84\x8B\x91\x92\x93\x96\x97\xA0\xA1\xAB\xAD\xBF";
// Between digits and spaces: currencies and fractions.
constexpr std::string_view beside_numbers = "\x80\x89\xA3\xA5\xB1\xB2\xB3\xB5\xBC\xBD\xBE\xD7\xF7";

bool contains(std::string_view set, Byte c) {
  return set.find(static_cast<char>(c)) != std::string_view::npos;
}

bool is_word_byte(Byte c) { return is_ascii_letter(c) || small_letter(c) != 0; }

// Whether one Western alphabet has all letters of the word. Three in a row that are not ASCII are
// no word of these languages.
bool is_western(std::string_view word) {
  std::string letters;
  std::size_t row = 0;
  for (const char c : word) {
    const auto letter = small_letter(static_cast<Byte>(c));
    row = letter ? row + 1 : 0;
    if (row == 3) return false;
    if (letter) letters += static_cast<char>(letter);
  }
  return std::ranges::any_of(alphabets, [&](std::string_view alphabet) {
    return letters.find_first_not_of(alphabet) == std::string::npos;
  });
}

// The offset of the first byte that makes no sense in Windows-1252; npos if there is none.
std::size_t first_doubtful(std::string_view bytes) {
  const auto at = [&](std::size_t i) { return i < bytes.size() ? Byte(bytes[i]) : Byte{' '}; };
  for (std::size_t i = 0; i < bytes.size();) {
    const auto c = at(i);
    if (is_word_byte(c)) {
      auto end = i;
      while (end < bytes.size() && is_word_byte(at(end))) ++end;
      if (!is_western(bytes.substr(i, end - i))) return i;
      i = end;
      continue;
    }
    const bool beside_letter = is_word_byte(at(i + 1)) || (i > 0 && is_word_byte(at(i - 1)));
    const auto& allowed = small_letter(at(i + 1)) ? before_letters : beside_letters;
    if (c >= 0x80 && !contains(allowed, c) && (beside_letter || !contains(beside_numbers, c)))
      return i;
    ++i;
  }
  return std::string_view::npos;
}

// The cell around a byte, whatever the delimiter is.
std::string_view cell_at(std::string_view bytes, std::size_t at) {
  constexpr std::string_view ends = ",;\t|\"\r\n";
  const auto before = bytes.find_last_of(ends, at);
  const auto begin = before == std::string_view::npos ? 0 : before + 1;
  return bytes.substr(begin, bytes.find_first_of(ends, at) - begin);
}

bool is_possible(std::string_view text) {
  return text.find(replacement) == std::string_view::npos &&
         std::ranges::none_of(text, [](char c) { return Byte(c) < 0x20 || c == 0x7F; }) &&
         text.find("\xC2\x81") == std::string_view::npos &&
         text.find("\xC2\x8D") == std::string_view::npos;
}

}  // namespace

Result<std::string> from_encoding(std::string_view bytes, std::string_view name) {
  auto converter = open_converter(name);
  if (!converter)
    return error(Errc::usage, "there is no encoding " + json_quoted(name) +
                                  "; examples are utf-8, windows-1250 and shift_jis");
  auto text = convert(converter, bytes);
  if (iconv_name(name) == "CP932") show_yen_signs(text);
  return text;
}

std::string encoding_question(std::string_view bytes) {
  const auto at = first_doubtful(bytes);
  if (at == std::string_view::npos) return {};
  const auto cell = cell_at(bytes, at);
  std::string shown;
  std::vector<std::string> possible, texts;
  for (const auto* name : candidates) {
    const auto text = from_encoding(cell, name);
    if (!text || !is_possible(*text) || possible.size() == candidates_shown) continue;
    if (std::ranges::find(texts, *text) != texts.end()) continue;
    shown += (shown.empty() ? "" : ", ") + json_quoted(cut_utf8(*text, 120)) + " in " + name;
    possible.emplace_back(name);
    texts.push_back(*text);
  }
  const std::string answer = possible.empty() ? "…" : possible.front();
  return "Which encoding has the file? It is not UTF-8, and " +
         (shown.empty() ? "none of the usual ones fits" : "a cell may be " + shown) +
         ".  --encoding " + answer + " or {\"encoding\":\"" + answer + "\"}";
}

}  // namespace dealbell::intake
