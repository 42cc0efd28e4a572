#pragma once

#include <vector>

#include "core/measures/measure.hpp"
#include "core/org/org.hpp"
#include "core/values/names.hpp"

namespace dealbell::core {

// The measures of the org document, asked like any other.
std::vector<Measure> own_measures(const Org& org, Names& names);

}  // namespace dealbell::core
