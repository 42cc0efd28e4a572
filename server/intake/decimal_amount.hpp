#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "core/values/amount.hpp"

namespace dealbell::intake {

// Reads an amount as people write it: "1.234,50 €", "$1,234.50", "1 234,50", "1'234.50", "(12.00)",
// "-12". `decimal_mark` is '.' or ','. The other mark, spaces and apostrophes separate thousands
// and are accepted only between groups of digits: "12,50" with a decimal point is an error and is
// never read as 1250.
Result<core::Amount> parse_written_amount(std::string_view text, char decimal_mark);

// The decimal mark that the samples have. `mark` is unset if they allow both; `example` is then one
// of the ambiguous samples.
struct DecimalGuess {
  std::optional<char> mark;
  std::string example;
};
DecimalGuess guess_decimal_mark(std::span<const std::string> samples);

// Whether the text is a number with nothing around it but signs and one currency.
bool looks_like_amount(std::string_view text);

}  // namespace dealbell::intake
