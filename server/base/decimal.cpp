#include "base/decimal.hpp"

namespace dealbell {

std::optional<std::int64_t> parse_decimal(std::string_view text, int decimals) {
  std::int64_t value = 0;
  int behind = -1;  // digits after the decimal point; -1 before it
  bool digit_last = false;
  const auto append = [&](int digit) {
    return !__builtin_mul_overflow(value, 10, &value) &&
           !__builtin_add_overflow(value, digit, &value);
  };
  for (const char c : text) {
    if (c == '.' && behind < 0 && digit_last) {
      behind = 0;
      digit_last = false;
      continue;
    }
    if (c < '0' || c > '9') return std::nullopt;
    digit_last = true;
    if (behind == decimals) {
      if (c != '0') return std::nullopt;
      continue;
    }
    if (!append(c - '0')) return std::nullopt;
    if (behind >= 0) ++behind;
  }
  if (!digit_last) return std::nullopt;
  for (int shown = behind < 0 ? 0 : behind; shown < decimals; ++shown)
    if (!append(0)) return std::nullopt;
  return value;
}

std::string format_decimal(std::int64_t value, int decimals) {
  auto digits = std::to_string(value);
  const auto behind = static_cast<std::size_t>(decimals);
  if (digits.size() <= behind) digits.insert(0, behind + 1 - digits.size(), '0');
  digits.insert(digits.size() - behind, 1, '.');
  digits.erase(digits.find_last_not_of('0') + 1);
  if (digits.back() == '.') digits.pop_back();
  return digits;
}

}  // namespace dealbell
