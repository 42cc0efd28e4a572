#pragma once

#include <cstddef>
#include <string>

#include "intake/mapping/evaluate.hpp"

namespace dealbell::intake {

// The id, within its source, of the nth event of the current item: the mapping's `dedupe` parts
// joined by '|', or a hash of them if that is longer than an id may be. An Error if all parts are
// empty.
Result<std::string> event_id(const Plan& plan, Evaluation& evaluation, std::size_t nth);

}  // namespace dealbell::intake
