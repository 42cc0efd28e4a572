#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dealbell {

// Exact decimals: "1.0823" as a whole number of 10^-`decimals`. Digits with at most one point, no
// sign, exponent or grouping; zeros beyond `decimals` are cut. nullopt for anything else, and when
// it does not fit in 64 bits. `decimals` is 0 to 18.
std::optional<std::int64_t> parse_decimal(std::string_view text, int decimals);

// The shortest text that reads back as `value`, which is not negative.
std::string format_decimal(std::int64_t value, int decimals);

}  // namespace dealbell
