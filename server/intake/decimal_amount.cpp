#include "intake/decimal_amount.hpp"

#include <algorithm>
#include <iterator>

#include "base/ascii.hpp"
#include "intake/digit.hpp"
#include "intake/space.hpp"

namespace dealbell::intake {
namespace {

constexpr std::string_view short_names[] = {"kr",  "Kr", "kr.", "Kr.", "Fr",
                                            "Fr.", "Ft", "Rs",  "Rs."};

// Whether `text` is empty or may name a currency. "k" and "Mio" multiply and are no currencies:
// twelve million must not be read as 12.
bool may_be_currency(std::string_view text) {
  constexpr std::string_view multiples[] = {"MIO", "TSD", "MRD", "MLN", "BLN", "THD"};
  const auto letters = static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }));
  const bool symbol = text.size() <= 4 && std::ranges::all_of(text, [](char c) {
                        return static_cast<unsigned char>(c) >= 0x80;
                      });
  if (letters == 0) return symbol || text == "$" || text == "+" || text == "\\";
  if (text.ends_with('$') || text == "zł" || text == "Kč") return text.size() <= 4;
  const bool code =
      text.size() == 3 && std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
  return (code && std::ranges::find(multiples, text) == std::end(multiples)) ||
         std::ranges::find(short_names, text) != std::end(short_names);
}

// The number without its currency, spaces, sign, or the brackets that mean minus.
struct Stripped {
  std::string number;
  bool negative = false;
  bool valid = false;
  char mark = 0;  // the decimal mark of a number that ends in it and a dash: "1.250,-"
};

// Removes the dash that stands for no cents from the start of `after`, and returns its mark.
char take_no_cents(std::string& after) {
  for (const std::string_view dash : {",--", ".--", ",-", ".-"}) {
    if (!after.starts_with(dash)) continue;
    after.erase(0, dash.size());
    return dash.front();
  }
  return 0;
}

Stripped strip(std::string_view written) {
  const auto text = with_plain_marks(written);
  const auto first = std::ranges::find_if(text, is_digit);
  const auto last = std::find_if(text.rbegin(), text.rend(), is_digit).base();
  Stripped result;
  if (first == text.end()) return result;
  result.number.assign(first, last);
  std::string before(text.begin(), first), after(last, text.end());
  result.mark = take_no_cents(after);
  const auto signs = std::ranges::count(before, '-') + std::ranges::count(after, '-');
  const bool brackets =
      before.find('(') != std::string::npos && after.find(')') != std::string::npos;
  for (auto* around : {&before, &after})
    std::erase_if(*around, [&](char c) {
      return c == ' ' || c == '-' || (brackets && (c == '(' || c == ')'));
    });
  result.negative = brackets || signs == 1;
  result.valid = signs + (brackets ? 1 : 0) <= 1 && (before.empty() || after.empty()) &&
                 may_be_currency(before) && may_be_currency(after);
  return result;
}

// What one number says about the decimal mark.
struct MarkEvidence {
  char decimal = 0;    // certain
  char ambiguous = 0;  // 1,234 may be a thousand or a fraction
};

MarkEvidence evidence_of(std::string_view sample) {
  const auto [number, negative, valid, ending] = strip(sample);
  if (!valid) return {};
  if (ending) return {ending, 0};
  const auto last = number.find_last_of(".,");
  if (last == std::string::npos) return {};
  const char mark = number[last];
  const char other = mark == '.' ? ',' : '.';
  if (number.find(mark) != last) return {other, 0};  // the repeated one separates thousands
  const bool both = number.find(other) != std::string::npos;
  if (both || number.size() - last - 1 != 3 || last > 3 || number[0] == '0') return {mark, 0};
  return {0, mark};
}

// A dash beside nothing but a currency: how accounting formats write zero.
bool is_dash(std::string_view text) {
  auto rest = with_plain_marks(text);
  if (std::ranges::count(rest, '-') != 1) return false;
  std::erase_if(rest, [](char c) { return c == ' ' || c == '-'; });
  return may_be_currency(rest);
}

bool says_no_value(std::string_view text) {
  constexpr std::string_view words[] = {"n/a",  "#n/a",   "na",   "n.a.", "#nv", "k.a.",
                                        "null", "(null)", "none", "nan",  "--",  "\u2014"};
  auto word = ascii_lower(plain_spaces(text));
  std::erase(word, ' ');
  return std::ranges::find(words, word) != std::end(words);
}

// Whether the digits of `whole` are grouped correctly: one mark throughout, two or three digits
// after each (India groups by two), three after the last.
bool is_well_grouped(std::string_view whole) {
  char mark = 0;
  std::size_t digits = 0;
  for (std::size_t i = 0; i <= whole.size(); ++i) {
    if (i < whole.size() && is_digit(whole[i])) {
      ++digits;
      continue;
    }
    const bool end = i == whole.size();
    if (mark != 0 && digits != 3 && (end || digits != 2)) return false;
    if (end) break;
    if (digits == 0 || digits > 3 || (mark != 0 && whole[i] != mark)) return false;
    mark = whole[i];
    digits = 0;
  }
  return true;
}

}  // namespace

Result<core::Amount> parse_written_amount(std::string_view text, char decimal_mark) {
  const auto bad = [&](const char* why) {
    return error(Errc::bad_value,
                 "\"" + std::string(text.substr(0, 40)) + "\" is not an amount: " + why);
  };
  const auto [number, negative, valid, ending] = strip(text);
  if (!valid || (ending && number.find(ending) != std::string::npos))
    return bad("expected a number");
  if (ending && ending != decimal_mark) return bad("the decimal mark is another one");
  const auto point = number.find(decimal_mark);
  const auto whole = std::string_view(number).substr(0, point);
  const auto grouping = decimal_mark == '.' ? ", '" : ". '";
  const auto is_expected = [&](char c) {
    return is_digit(c) || std::string_view(grouping).find(c) != std::string_view::npos;
  };
  if (!std::all_of(whole.begin(), whole.end(), is_expected)) return bad("expected digits");
  if (!is_well_grouped(whole))
    return bad(decimal_mark == '.' ? "the decimal mark is a point (\"decimal\" in the map)"
                                   : "the decimal mark is a comma (\"decimal\" in the map)");
  std::string plain = negative ? "-" : "";
  std::copy_if(whole.begin(), whole.end(), std::back_inserter(plain), is_digit);
  if (point != std::string::npos) plain += "." + number.substr(point + 1);
  return core::parse_amount(plain);
}

DecimalGuess guess_decimal_mark(std::span<const std::string> samples) {
  constexpr char marks[] = {'.', ','};
  const std::string* certain[2] = {};
  const std::string* ambiguous[2] = {};
  for (const auto& sample : samples) {
    const auto evidence = evidence_of(sample);
    for (std::size_t i = 0; i < 2; ++i) {
      if (evidence.decimal == marks[i] && !certain[i]) certain[i] = &sample;
      if (evidence.ambiguous == marks[i] && !ambiguous[i]) ambiguous[i] = &sample;
    }
  }
  if (certain[0] && certain[1]) return {{}, *certain[0], *certain[1]};
  for (std::size_t i = 0; i < 2; ++i) {
    if (!certain[i]) continue;
    // 2,5 makes 1,250 a fraction, and nobody writes money with three decimals.
    if (ambiguous[i]) return {{}, *ambiguous[i], *certain[i]};
    return {marks[i], {}, {}};
  }
  if (ambiguous[0] && ambiguous[1]) return {{}, *ambiguous[0], *ambiguous[1]};
  for (const auto* example : ambiguous)
    if (example) return {{}, *example, {}};
  return {'.', {}, {}};  // whole numbers: either mark will do
}

Result<std::optional<core::Amount>> parse_amount_cell(std::string_view text, char decimal_mark) {
  if (trim(text).empty() || says_no_value(text)) return std::optional<core::Amount>{};
  if (is_dash(text)) return std::optional(core::Amount{0});
  const auto amount = parse_written_amount(text, decimal_mark);
  if (!amount) return amount.error();
  return std::optional(*amount);
}

std::string with_plain_marks(std::string_view written) {
  struct Mark {
    std::string_view text;
    char plain;
  };
  // U+0092 is a typographic apostrophe of Windows-1252 in a file that was taken for Latin-1.
  constexpr Mark marks[] = {
      {"\u2019", '\''},   {"\u2018", '\''}, {"\u02BC", '\''}, {"\u00B4", '\''}, {"`", '\''},
      {"\xC2\x92", '\''}, {"\u2212", '-'},  {"\u2013", '-'},  {"\u2014", '-'},  {"\u2010", '-'},
      {"\u2011", '-'},    {"－", '-'},      {"，", ','},      {"．", '.'},      {"０", '0'},
      {"１", '1'},        {"２", '2'},      {"３", '3'},      {"４", '4'},      {"５", '5'},
      {"６", '6'},        {"７", '7'},      {"８", '8'},      {"９", '9'}};
  auto text = plain_spaces(written);
  for (const auto& [mark, plain] : marks)
    for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at + 1))
      text.replace(at, mark.size(), 1, plain);
  return text;
}

bool looks_like_amount(std::string_view text) {
  return parse_amount_cell(text, '.').has_value() || parse_amount_cell(text, ',').has_value();
}

}  // namespace dealbell::intake
