#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "intake/mapping/evaluate.hpp"

namespace dealbell::intake {

// Applies the rules to the evaluation's current item: its events in the order of the rules, or the
// reason why there are none. If one rule fails, the item gives no event at all. `index` is the
// item's.
std::vector<ItemOutcome> apply_rules(const Plan& plan, Evaluation& evaluation, std::size_t index,
                                     const std::string& source);

}  // namespace dealbell::intake
