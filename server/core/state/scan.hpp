#pragma once

#include <functional>

#include "core/state/sales_state.hpp"

namespace dealbell::core {

// Visits every contribution of the base in the range, oldest day first, until `each` returns false.
// The cost grows with the number of entries in the range: only for drill-downs and for sums that
// the cube does not have.
void scan(const SalesState& sales, Base base, const Range& range,
          const std::function<bool(SalesState::Ref, const Contribution&)>& each);

}  // namespace dealbell::core
