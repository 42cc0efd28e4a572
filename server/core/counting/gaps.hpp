#pragma once

#include <vector>

#include "core/counting/contribution.hpp"
#include "core/counting/deal_context.hpp"
#include "core/counting/gap.hpp"

namespace dealbell::core {

// The reasons why the deal is not counted in full, each kind and key once. `parts` are the deal's
// contributions. None for a deal that is deleted or a copy, or was only mentioned by events about
// other entities.
std::vector<Gap> gaps_of(const DealContext& context, const std::vector<Contribution>& parts);

// The reason why an activity is not counted although something is known of it.
std::vector<Gap> gaps_of(const Activity& activity);

}  // namespace dealbell::core
