#pragma once

#include <string_view>

#include "base/result.hpp"
#include "core/values/amount.hpp"

namespace dealbell::intake {

// The number of a cell such as "12,50 %". Percentages are too small for grouping marks: a comma is
// a decimal comma.
Result<core::Amount> parse_percentage(std::string_view text);

}  // namespace dealbell::intake
