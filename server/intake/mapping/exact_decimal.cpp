#include "intake/mapping/exact_decimal.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>

#include "intake/digit.hpp"

namespace dealbell::intake {
namespace {

constexpr int digits_max = 40;

// digits × 10^-decimals
struct Digits {
  bool negative = false;
  std::string digits;
  long decimals = 0;
};

std::optional<Digits> read_digits(std::string_view text) {
  Digits parts;
  if (text.starts_with('-')) {
    parts.negative = true;
    text.remove_prefix(1);
  }
  bool point = false;
  std::size_t at = 0;
  for (; at < text.size() && (is_digit(text[at]) || text[at] == '.'); ++at) {
    if (text[at] == '.') {
      if (point || at == 0 || at + 1 == text.size() || !is_digit(text[at + 1])) return std::nullopt;
      point = true;
      continue;
    }
    parts.digits += text[at];
    parts.decimals += point;
  }
  if (parts.digits.empty()) return std::nullopt;
  text.remove_prefix(at);
  if (text.empty()) return parts;
  if (text.front() != 'e' && text.front() != 'E') return std::nullopt;
  text.remove_prefix(1);
  if (text.starts_with('+')) text.remove_prefix(1);
  int exponent = 0;
  const auto [stop, ec] = std::from_chars(text.data(), text.data() + text.size(), exponent);
  if (text.empty() || ec != std::errc{} || stop != text.data() + text.size()) return std::nullopt;
  if (std::abs(exponent) > 1000) return std::nullopt;
  parts.decimals -= exponent;
  return parts;
}

// Adds one to the number that the digits are.
void increment(std::string& digits) {
  auto at = digits.rbegin();
  for (; at != digits.rend() && *at == '9'; ++at) *at = '0';
  if (at == digits.rend())
    digits.insert(digits.begin(), '1');
  else
    ++*at;
}

void round_to(Digits& parts, int decimals) {
  if (parts.decimals <= decimals) return;
  char last = '0';
  for (auto cut = parts.decimals - decimals; cut > 0; --cut) {
    last = parts.digits.empty() ? '0' : parts.digits.back();
    if (!parts.digits.empty()) parts.digits.pop_back();
  }
  const bool up = last >= '5';
  if (up) increment(parts.digits);
  parts.decimals = decimals;
}

}  // namespace

Result<std::string> exact_decimal(std::string_view text, int shift, std::optional<int> round) {
  const auto bad = [&](const char* why) {
    return error(Errc::bad_value,
                 "\"" + std::string(text.substr(0, 40)) + "\" is not a number: " + why);
  };
  if (text.size() > 200) return bad("it is too long");
  auto parts = read_digits(text);
  if (!parts) return bad("expected digits with at most one point");
  parts->decimals -= shift;
  if (round && parts->decimals < 1200) round_to(*parts, *round);
  auto& digits = parts->digits;
  // Leading zeros, and trailing ones after the point, have no meaning.
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
  for (; parts->decimals > 0 && !digits.empty() && digits.back() == '0'; --parts->decimals)
    digits.pop_back();
  if (digits.empty()) return std::string("0");
  if (parts->decimals < -digits_max || parts->decimals > digits_max ||
      digits.size() > std::size_t{2} * digits_max)
    return bad("it has too many digits");
  for (; parts->decimals < 0; ++parts->decimals) digits += '0';
  const auto decimals = static_cast<std::size_t>(parts->decimals);
  while (digits.size() <= decimals) digits.insert(digits.begin(), '0');
  if (digits.size() > digits_max + decimals) return bad("it is too large");
  if (decimals > 0) digits.insert(digits.end() - parts->decimals, '.');
  return (parts->negative ? "-" : "") + digits;
}

std::optional<int> power_of_ten(std::string_view text) {
  for (int n = -12; n <= 12; ++n)
    if (const auto power = exact_decimal("1", n, {}); power && *power == text) return n;
  const auto plain = exact_decimal(text, 0, {});
  return plain && *plain != text ? power_of_ten(*plain) : std::nullopt;
}

}  // namespace dealbell::intake
