#include "core/values/dimensions.hpp"

namespace dealbell::core {
namespace {

constexpr std::string_view names[dimension_count] = {"team",   "pipeline",    "product",
                                                     "region", "lead_source", "kind",
                                                     "stage",  "forecast",    "customer"};

}  // namespace

std::string_view name_of(Dimension dimension) { return names[static_cast<std::size_t>(dimension)]; }

std::optional<Dimension> find_dimension(std::string_view name) {
  for (std::size_t i = 0; i < dimension_count; ++i)
    if (names[i] == name) return static_cast<Dimension>(i);
  return std::nullopt;
}

}  // namespace dealbell::core
