#include "intake/decimal_amount.hpp"
#include "intake/digit.hpp"

#include <algorithm>
#include <iterator>

namespace dealbell::intake {
namespace {

// Replaces the spaces that spreadsheets put between thousands (no-break, narrow no-break, thin) by
// plain ones.
std::string with_plain_spaces(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    std::size_t size = 0;  // of the space at the start of the text
    for (const std::string_view space : {"\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x89"})
      if (text.starts_with(space)) size = space.size();
    out += size > 0 ? ' ' : text.front();
    text.remove_prefix(std::max<std::size_t>(size, 1));
  }
  return out;
}

// Whether `text` is empty or may name a currency. "k" and "Mio" multiply and are no currencies:
// twelve million must not be read as 12.
bool may_be_currency(std::string_view text) {
  constexpr std::string_view short_names[] = {"kr", "Kr", "Fr", "Fr.", "Ft", "Rs", "Rs."};
  constexpr std::string_view multiples[] = {"MIO", "TSD", "MRD", "MLN", "BLN", "THD"};
  const auto letters = static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }));
  const bool symbol = text.size() <= 4 && std::ranges::all_of(text, [](char c) {
                        return static_cast<unsigned char>(c) >= 0x80;
                      });
  if (letters == 0) return symbol || text == "$" || text == "+";
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
};

Stripped strip(std::string_view written) {
  auto text = with_plain_spaces(written);
  constexpr std::string_view typographic_minus = "\xE2\x88\x92";
  if (const auto at = text.find(typographic_minus); at != std::string::npos)
    text.replace(at, typographic_minus.size(), "-");
  const auto first = std::ranges::find_if(text, is_digit);
  const auto last = std::find_if(text.rbegin(), text.rend(), is_digit).base();
  Stripped result;
  if (first == text.end()) return result;
  result.number.assign(first, last);
  std::string before(text.begin(), first), after(last, text.end());
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
  const auto [number, negative, valid] = strip(text);
  if (!valid) return bad("expected a number");
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
  DecimalGuess guess;
  std::string ambiguous;
  for (const auto& sample : samples) {
    const auto [number, negative, valid] = strip(sample);
    const auto last = number.find_last_of(".,");
    if (!valid || last == std::string::npos) continue;
    const char mark = number[last];
    const char other = mark == '.' ? ',' : '.';
    const bool repeated = number.find(mark) != last;
    const bool both = number.find(other) != std::string::npos;
    if (repeated) {
      guess.mark = other;  // the repeated one separates thousands
    } else if (both || number.size() - last - 1 != 3 || last > 3 || number[0] == '0') {
      guess.mark = mark;
    } else {
      ambiguous = sample;  // 1,234 may be a thousand or a fraction
      continue;
    }
    return guess;
  }
  if (ambiguous.empty())
    guess.mark = '.';  // whole numbers: either mark will do
  else
    guess.example = ambiguous;
  return guess;
}

bool looks_like_amount(std::string_view text) {
  return parse_written_amount(text, '.').has_value() || parse_written_amount(text, ',').has_value();
}

}  // namespace dealbell::intake
