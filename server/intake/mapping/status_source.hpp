#pragma once

#include <optional>
#include <string>
#include <vector>

#include "intake/mapping/expression.hpp"

namespace dealbell::intake {

// The rule "a status is never a default": the status of a deal must come from the payload. Returns
// why this expression breaks the rule, because it gives open, won or lost to a deal whose payload
// does not say so; nullopt if it does not. `lets` are the plan's.
std::optional<std::string> check_status_source(const Expression& expression,
                                               const std::vector<Expression>& lets);

}  // namespace dealbell::intake
