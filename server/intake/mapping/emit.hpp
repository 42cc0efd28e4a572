#pragma once

#include <vector>

#include "intake/mapping/evaluate.hpp"

namespace dealbell::intake {

// What became of the item that `evaluation` is at, in the order of the rules: its events, or why
// there are none. Of an item one of whose rules fails nothing is taken.
std::vector<Outcome> outcomes(const Plan& plan, Evaluation& evaluation, std::size_t item,
                              const std::string& source);

// The id of an item's event within its source: the parts joined by '|', or their hash when that is
// longer than an id may be. An Error when none of the parts is there.
Result<std::string> event_id(const Plan& plan, Evaluation& evaluation, std::size_t nth);

}  // namespace dealbell::intake
