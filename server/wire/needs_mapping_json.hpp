#pragma once

#include <string>

#include "core/queries/needs_mapping.hpp"

namespace dealbell::wire {

// The answer of /api/v1/needs-mapping. Money is decimal text with at least the decimals of its
// currency; `rest` has the number of rows that were left out of each list.
std::string write_needs_mapping(const core::NeedsMapping& needs);

}  // namespace dealbell::wire
