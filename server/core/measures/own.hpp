#pragma once

#include <vector>

#include "core/measures/measure.hpp"
#include "core/org/org.hpp"
#include "core/values/names.hpp"

namespace dealbell::core {

// The measures defined in the org document, to be evaluated like built-in ones.
std::vector<Measure> own_measures(const Org& org, Names& names);

}  // namespace dealbell::core
