#pragma once

#include <vector>

#include "core/counting/contribution.hpp"
#include "core/counting/deal_context.hpp"
#include "core/counting/gap.hpp"

namespace dealbell::core {

// What keeps the deal from being counted whole; `parts` is what it adds. Nothing for a deal that is
// deleted or a copy, and for one that events have only mentioned. Each kind and key once.
std::vector<Gap> gaps_of(const DealContext& context, const std::vector<Contribution>& parts);

}  // namespace dealbell::core
