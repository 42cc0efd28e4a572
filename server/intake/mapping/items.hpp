#pragma once

#include <cstddef>
#include <vector>

#include "intake/mapping/evaluate.hpp"

namespace dealbell::intake {

constexpr std::size_t items_max = 10'000;  // 100 bytes each in the largest body

struct Item {
  const Value* value;
  std::size_t index;  // in the delivery, before sorting
};

// The items of a delivery, sorted as the mapping says. Errc::too_large for more than items_max.
Result<std::vector<Item>> items_of(const Plan& plan, const Value& root, Evaluation& evaluation);

}  // namespace dealbell::intake
