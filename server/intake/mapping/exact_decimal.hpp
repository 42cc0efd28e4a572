#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace dealbell::intake {

// A number such as "-12", "0.5" or "1.5e3" times 10^shift, as a plain decimal and without loss.
// With `round`, rounded to that many decimals, half away from zero. An Error if there would be more
// than 40 digits before or after the point.
Result<std::string> exact_decimal(std::string_view text, int shift, std::optional<int> round);

// n for 10^n, |n| ≤ 12; nullopt if the text is not a power of ten.
std::optional<int> power_of_ten(std::string_view text);

}  // namespace dealbell::intake
