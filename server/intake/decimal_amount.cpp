#include "intake/decimal_amount.hpp"
#include "intake/digit.hpp"

#include <algorithm>
#include <iterator>

namespace dealbell::intake {
namespace {

// The spaces that spreadsheets put between thousands (no-break, narrow no-break, thin) as plain
// ones.
std::string plain_spaces(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    std::size_t taken = 0;
    for (const std::string_view space : {"\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x89"})
      if (text.starts_with(space)) taken = space.size();
    out += taken > 0 ? ' ' : text.front();
    text.remove_prefix(std::max<std::size_t>(taken, 1));
  }
  return out;
}

// Whether `text` is nothing or one way to name a currency. "k" and "Mio" are not: they would make
// 12 of twelve million.
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

// The number between what may stand around it: a currency, spaces, a sign or brackets for minus.
struct Bare {
  std::string number;
  bool negative = false;
  bool good = false;
};

Bare bare(std::string_view written) {
  auto text = plain_spaces(written);
  constexpr std::string_view typographic_minus = "\xE2\x88\x92";
  if (const auto at = text.find(typographic_minus); at != std::string::npos)
    text.replace(at, typographic_minus.size(), "-");
  const auto first = std::ranges::find_if(text, is_digit);
  const auto last = std::find_if(text.rbegin(), text.rend(), is_digit).base();
  Bare result;
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
  result.good = signs + (brackets ? 1 : 0) <= 1 && (before.empty() || after.empty()) &&
                may_be_currency(before) && may_be_currency(after);
  return result;
}

// Whether every grouping mark in `whole` has two or three digits on its right, the last one three
// (India groups by two), one mark throughout.
bool well_grouped(std::string_view whole) {
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
  const auto [number, negative, good] = bare(text);
  if (!good) return bad("expected a number");
  const auto point = number.find(decimal_mark);
  const auto whole = std::string_view(number).substr(0, point);
  const auto grouping = decimal_mark == '.' ? ", '" : ". '";
  const auto known = [&](char c) {
    return is_digit(c) || std::string_view(grouping).find(c) != std::string_view::npos;
  };
  if (!std::all_of(whole.begin(), whole.end(), known)) return bad("expected digits");
  if (!well_grouped(whole))
    return bad(decimal_mark == '.' ? "the decimal mark is a point here (\"decimal\" in the map)"
                                   : "the decimal mark is a comma here (\"decimal\" in the map)");
  std::string plain = negative ? "-" : "";
  std::copy_if(whole.begin(), whole.end(), std::back_inserter(plain), is_digit);
  if (point != std::string::npos) plain += "." + number.substr(point + 1);
  return core::parse_amount(plain);
}

DecimalGuess guess_decimal_mark(std::span<const std::string> samples) {
  DecimalGuess guess;
  std::string doubtful;
  for (const auto& sample : samples) {
    const auto [number, negative, good] = bare(sample);
    const auto last = number.find_last_of(".,");
    if (!good || last == std::string::npos) continue;
    const char mark = number[last];
    const char other = mark == '.' ? ',' : '.';
    const bool repeated = number.find(mark) != last;
    const bool both = number.find(other) != std::string::npos;
    if (repeated) {
      guess.mark = other;  // it groups
    } else if (both || number.size() - last - 1 != 3 || last > 3 || number[0] == '0') {
      guess.mark = mark;
    } else {
      doubtful = sample;  // 1,234 is a thousand or one
      continue;
    }
    return guess;
  }
  if (doubtful.empty())
    guess.mark = '.';  // whole numbers: it does not matter
  else
    guess.example = doubtful;
  return guess;
}

bool looks_like_amount(std::string_view text) {
  return parse_written_amount(text, '.').has_value() || parse_written_amount(text, ',').has_value();
}

}  // namespace dealbell::intake
