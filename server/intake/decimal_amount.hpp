#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "core/values/amount.hpp"

namespace dealbell::intake {

// Reads an amount as people write it: "1.234,50 €", "$1,234.50", "1 234,50", "1'234.50", "(12.00)",
// "-12", "1.250,-". `decimal_mark` is '.' or ','. The other mark, spaces and apostrophes of every
// kind separate thousands and are accepted only between groups of digits: "12,50" with a decimal
// point is an error and is never read as 1250.
Result<core::Amount> parse_written_amount(std::string_view text, char decimal_mark);

// The same of a spreadsheet's cell, where "-" is zero. nullopt for a cell that is empty or says
// that there is no value, such as "n/a".
Result<std::optional<core::Amount>> parse_amount_cell(std::string_view text, char decimal_mark);

// The decimal mark that all samples together have. `mark` is unset if they allow both or contradict
// each other; `example` is then one of the ambiguous samples, and `against` is one that
// contradicts it, or empty.
struct DecimalGuess {
  std::optional<char> mark;
  std::string example;
  std::string against;
};
DecimalGuess guess_decimal_mark(std::span<const std::string> samples);

// The text with plain spaces, apostrophes and minus signs instead of typographic ones.
std::string with_plain_marks(std::string_view written);

// Whether the text is a number with nothing around it but signs and one currency, or a cell that
// stands for one, such as "n/a".
bool looks_like_amount(std::string_view text);

}  // namespace dealbell::intake
