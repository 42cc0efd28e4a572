#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace dealbell::intake {

// A JSON number or its like ("-12", "0.5", "1.5e3") times 10^shift as a plain decimal, exactly, and
// with `round` to so many decimals, half away from zero. Refused when it would have more than 40
// digits before or behind the point.
Result<std::string> exact_decimal(std::string_view text, int shift, std::optional<int> round);

// n of 10^n; nullopt for what is no power of ten. |n| ≤ 12.
std::optional<int> power_of_ten(std::string_view text);

}  // namespace dealbell::intake
