#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dealbell {

// Exact decimals: "1.0823" as an integer count of 10^-`decimals`. Accepts digits with at most one
// decimal point; no sign, exponent or grouping. Zeros beyond `decimals` are dropped. nullopt for
// anything else, and if the value does not fit in 64 bits. `decimals` is 0 to 18.
std::optional<std::int64_t> parse_decimal(std::string_view text, int decimals);

// The shortest text that parse_decimal reads back as `value`. `value` must not be negative.
std::string format_decimal(std::int64_t value, int decimals);

}  // namespace dealbell
