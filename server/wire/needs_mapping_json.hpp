#pragma once

#include <string>

#include "core/queries/needs_mapping.hpp"

namespace dealbell::wire {

// The answer of /api/v1/needs-mapping: money is decimal text in its own currency's minor unit at
// least; `rest` says of each list how many more there are.
std::string write_needs_mapping(const core::NeedsMapping& needs);

}  // namespace dealbell::wire
