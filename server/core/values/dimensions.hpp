#pragma once

#include <optional>
#include <string_view>

#include "core/values/metric_base.hpp"

namespace dealbell::core {

// Names of dimensions in the API, as used in `by` and in filters.
std::string_view name_of(Dimension dimension);
std::optional<Dimension> find_dimension(std::string_view name);

}  // namespace dealbell::core
