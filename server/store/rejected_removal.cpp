#include "store/rejected_removal.hpp"

#include <vector>

#include "base/ascii.hpp"
#include "base/percent_encoding.hpp"
#include "base/utf8.hpp"
#include "store/database.hpp"

namespace dealbell::store {
namespace {

constexpr std::size_t removal_bytes_at_once = 16 << 20;
// Letters only: it neither breaks JSON, XML and forms nor is it a number.
constexpr std::string_view in_place_of_a_word = "removed";

// One character as it stands in a text: as it is, or escaped.
struct Unit {
  char32_t point = 0;
  std::size_t length = 1;  // bytes of the text
};

char32_t decoded(std::string_view bytes) {
  const auto lead = static_cast<unsigned char>(bytes[0]);
  char32_t point = bytes.size() == 1 ? lead : lead & (0xffu >> (bytes.size() + 1));
  for (const char c : bytes.substr(1)) point = point << 6 | (static_cast<unsigned char>(c) & 0x3fu);
  return point;
}

// "00e9" of "\u00e9"; nullopt unless the text begins with such an escape.
std::optional<char32_t> json_escape(std::string_view text) {
  if (text.size() < 6 || text[0] != '\\' || text[1] != 'u') return std::nullopt;
  char32_t point = 0;
  for (const char c : text.substr(2, 4)) {
    const char lower = ascii_lower(c);
    if (lower >= '0' && lower <= '9')
      point = point * 16 + static_cast<char32_t>(lower - '0');
    else if (lower >= 'a' && lower <= 'f')
      point = point * 16 + static_cast<char32_t>(lower - 'a' + 10);
    else
      return std::nullopt;
  }
  return point;
}

Unit unit_of_json_escape(std::string_view text, char32_t first) {
  constexpr auto is_high = [](char32_t p) { return p >= 0xd800 && p < 0xdc00; };
  if (!is_high(first)) return {first, 6};
  const auto second = json_escape(text.substr(6));
  if (!second || *second < 0xdc00 || *second > 0xdfff) return {first, 6};
  return {0x10000 + ((first - 0xd800) << 10) + (*second - 0xdc00), 12};
}

Unit unit_of_percent(std::string_view text) {
  std::string bytes;
  for (std::size_t at = 0; bytes.size() < 4; at += 3) {
    const auto byte = at < text.size() ? percent_byte(text.substr(at)) : std::nullopt;
    if (!byte) break;
    bytes += *byte;
  }
  const auto length = utf8_length(bytes);
  if (length == 0) return {0xfffd, 3};
  return {decoded(std::string_view(bytes).substr(0, length)), 3 * length};
}

Unit unit_at(std::string_view text) {
  if (text[0] == '%' && percent_byte(text)) return unit_of_percent(text);
  if (const auto point = json_escape(text)) return unit_of_json_escape(text, *point);
  // The letter of "\n" is no letter of a word.
  if (text[0] == '\\' && text.size() > 1) return {U'\\', text[1] == 'u' ? 1u : 2u};
  const auto length = utf8_length(text);
  if (length == 0) return {0xfffd, 1};
  return {decoded(text.substr(0, length)), length};
}

bool is_letter(char32_t p) {
  if (p < 0x80) return (p >= '0' && p <= '9') || (p >= 'a' && p <= 'z') || (p >= 'A' && p <= 'Z');
  const bool punctuation = (p >= 0xa0 && p <= 0xbf) || (p >= 0x2000 && p <= 0x206f) ||
                           (p >= 0x3000 && p <= 0x303f) || p == 0xfffd;
  return !punctuation;
}

char32_t folded(char32_t p) { return p < 0x80 ? ascii_lower(static_cast<char>(p)) : p; }

// How many bytes at the front of `text` are the word; 0 when they are not.
std::size_t match(std::string_view text, std::string_view word) {
  std::size_t at = 0;
  char32_t last = 0;
  while (!word.empty()) {
    if (at >= text.size()) return 0;
    const auto expected = unit_at(word);
    const auto found = unit_at(text.substr(at));
    const bool space = expected.point == ' ' && found.point == '+';  // in forms
    if (folded(expected.point) != folded(found.point) && !space) return 0;
    word.remove_prefix(expected.length);
    at += found.length;
    last = found.point;
  }
  const bool goes_on =
      is_letter(last) && at < text.size() && is_letter(unit_at(text.substr(at)).point);
  return goes_on ? 0 : at;
}

struct Named {
  std::int64_t id;
  std::string message, pointer, request, body;
};

}  // namespace

std::string without_words(std::string_view text, std::span<const std::string> words) {
  std::string kept;
  bool in_word = false;
  for (std::size_t at = 0; at < text.size();) {
    const auto rest = text.substr(at);
    const auto unit = unit_at(rest);
    std::size_t longest = 0;
    if (!in_word || !is_letter(unit.point))
      for (const auto& word : words) longest = std::max(longest, match(rest, word));
    if (longest > 0)
      kept += in_place_of_a_word;
    else
      kept += rest.substr(0, unit.length);
    in_word = longest > 0 || is_letter(unit.point);
    at += longest > 0 ? longest : unit.length;
  }
  return kept;
}

Result<std::int64_t> remove_from_rejected(Database& database, std::span<const std::string> words,
                                          std::int64_t after_id) {
  std::vector<Named> box, refused;
  std::int64_t last = 0;
  std::size_t bytes = 0;
  bool more = false;
  const auto look = [&](const Row& row) {
    last = row.integer(0);
    Named clean{last, without_words(row.bytes(1), words), without_words(row.bytes(2), words),
                without_words(row.bytes(3), words), without_words(row.bytes(4), words)};
    bytes += row.bytes(3).size() + row.bytes(4).size() + 1'024;
    if (clean.message != row.bytes(1) || clean.pointer != row.bytes(2) ||
        clean.request != row.bytes(3) || clean.body != row.bytes(4))
      box.push_back(std::move(clean));
    more = bytes >= removal_bytes_at_once;
    return !more;
  };
  const auto look_refused = [&](const Row& row) {
    Named clean{row.integer(0), without_words(row.bytes(1), words), {}, {}, {}};
    if (clean.message != row.bytes(1)) refused.push_back(std::move(clean));
    return true;
  };
  Statement rows{database,
                 "SELECT id, message, pointer, request, body FROM rejected WHERE id > ? "
                 "ORDER BY id"};
  Statement refused_rows{database, "SELECT id, message FROM refused"};
  Statement rewrite{database,
                    "UPDATE rejected SET message = ?, pointer = ?, request = ?, body = ? "
                    "WHERE id = ?"};
  Statement rewrite_refused{database, "UPDATE refused SET message = ? WHERE id = ?"};
  const auto work = [&]() -> Result<> {
    if (auto read = rows.query(look, after_id); !read) return read;
    if (after_id == 0)
      if (auto read = refused_rows.query(look_refused); !read) return read;
    for (const auto& row : box) {
      auto done = rewrite.run(std::string_view(row.message), std::string_view(row.pointer),
                              Blob{row.request}, Blob{row.body}, row.id);
      if (!done) return done;
    }
    for (const auto& row : refused)
      if (auto done = rewrite_refused.run(std::string_view(row.message), row.id); !done)
        return done;
    return {};
  };
  if (auto done = database.transact(work); !done) return done.error();
  return more ? last : 0;
}

}  // namespace dealbell::store
