#include "core/values/amount.hpp"

#include <algorithm>
#include <optional>

namespace dealbell::core {
namespace {

constexpr std::int64_t max_units = 100'000'000'000'000;

struct Exponent {
  std::string_view currency;
  int decimals;
};
// The currencies of ISO 4217 that do not have two decimals.
constexpr Exponent exponents[] = {
    {"BHD", 3}, {"BIF", 0}, {"CLF", 4}, {"CLP", 0}, {"DJF", 0}, {"GNF", 0}, {"IQD", 3},
    {"ISK", 0}, {"JOD", 3}, {"JPY", 0}, {"KMF", 0}, {"KRW", 0}, {"KWD", 3}, {"LYD", 3},
    {"OMR", 3}, {"PYG", 0}, {"RWF", 0}, {"TND", 3}, {"UGX", 0}, {"UYI", 0}, {"UYW", 4},
    {"VND", 0}, {"VUV", 0}, {"XAF", 0}, {"XOF", 0}, {"XPF", 0},
};

Error bad(std::string_view text, const char* why) {
  return error(Errc::bad_value,
               "\"" + std::string(text.substr(0, 40)) + "\" is not an amount: " + why);
}

// What a number is that has these digits after its fourth decimal. Sums of floating-point numbers
// come with noise, such as 1234.5600000000002: what is less than a millionth away from four
// decimals is those. nullopt for other digits, else what to add to the fourth decimal.
std::optional<int> rounded_noise(std::string_view digits) {
  const auto all = [&](char digit) {
    return digits.find_first_not_of(digit) == std::string_view::npos;
  };
  if (all('0') || digits.starts_with("00")) return 0;
  if (digits.starts_with("99") && digits.find_first_not_of('0', 2) != std::string_view::npos)
    return 1;
  return std::nullopt;
}

}  // namespace

Result<Amount> parse_amount(std::string_view text) {
  auto rest = text;
  const bool negative = !rest.empty() && rest.front() == '-';
  if (negative) rest.remove_prefix(1);
  std::int64_t units = 0, fraction = 0;
  int decimals = 0;
  bool point = false, digits = false;
  std::string_view noise;  // after the fourth decimal
  for (const char& c : rest) {
    if (c == '.' && !point && digits) {
      point = true;
    } else if (c >= '0' && c <= '9') {
      digits = true;
      const int digit = c - '0';
      if (!point) {
        units = units * 10 + digit;
        if (units > max_units) return bad(text, "it is larger than 100 trillion");
      } else if (decimals < 4) {
        fraction = fraction * 10 + digit;
        ++decimals;
      } else if (noise.empty()) {
        noise = rest.substr(static_cast<std::size_t>(&c - rest.data()));
      }
    } else if (c == ',') {
      return bad(text, "write a point for decimals and nothing between thousands, as in 1234.50");
    } else {
      return bad(text, "expected digits with at most one point, as in 1234.50");
    }
  }
  if (!digits || rest.back() == '.') return bad(text, "expected digits, as in 1234.50");
  for (; decimals < 4; ++decimals) fraction *= 10;
  const auto up = rounded_noise(noise);
  if (!up) return bad(text, "at most four decimals");
  const auto e4 = units * 10'000 + fraction + *up;
  if (e4 > max_units * 10'000) return bad(text, "it is larger than 100 trillion");
  return Amount{negative ? -e4 : e4};
}

int currency_decimals(std::string_view currency) {
  const auto row = std::find_if(std::begin(exponents), std::end(exponents),
                                [&](const Exponent& e) { return e.currency == currency; });
  return row == std::end(exponents) ? 2 : row->decimals;
}

std::string format_amount(Sum e4, int decimals) {
  const bool negative = e4 < 0;
  if (negative) e4 = -e4;
  std::string text;
  int fraction = static_cast<int>(e4 % 10'000);
  auto units = e4 / 10'000;
  int shown = 4;
  for (; shown > decimals && fraction % 10 == 0; --shown) fraction /= 10;
  for (int i = 0; i < shown; ++i) {
    text += static_cast<char>('0' + fraction % 10);
    fraction /= 10;
  }
  if (shown > 0) text += '.';
  do {
    text += static_cast<char>('0' + static_cast<int>(units % 10));
    units /= 10;
  } while (units != 0);
  if (negative) text += '-';
  std::reverse(text.begin(), text.end());
  return text;
}

}  // namespace dealbell::core
