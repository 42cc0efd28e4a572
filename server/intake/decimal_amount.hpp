#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "core/values/amount.hpp"

namespace dealbell::intake {

// An amount as people write it: "1.234,50 €", "$1,234.50", "1 234,50", "1'234.50", "(12.00)",
// "-12". The decimal mark is '.' or ','; the other one, spaces and apostrophes group thousands and
// must stand where groups end, so that "12,50" with a decimal point is refused and never read as
// 1250.
Result<core::Amount> parse_written_amount(std::string_view text, char decimal_mark);

// What the samples say of their decimal mark. `mark` is unset when they allow both, and `example`
// is then one of those that do.
struct DecimalGuess {
  std::optional<char> mark;
  std::string example;
};
DecimalGuess guess_decimal_mark(std::span<const std::string> samples);

// Whether the text is digits with signs, marks and at most a currency around them.
bool looks_like_amount(std::string_view text);

}  // namespace dealbell::intake
