#pragma once

#include <string>
#include <utility>
#include <vector>

#include "intake/mapping/evaluate.hpp"

namespace dealbell::intake {

// The events that a matching rule makes from the evaluation's current item. Errors have the pointer
// of the member of the mapping that caused them.

// Without id, order and source: one event, or for a merge one for each deal.
Result<std::vector<core::Event>> events_of(const Rule& rule, Evaluation& evaluation);

// The previous values that the rule's "prev" gives, field and text.
using FieldTexts = std::vector<std::pair<std::string, std::string>>;
Result<FieldTexts> previous_of(const Rule& rule, Evaluation& evaluation);

// The event about the entity with this id.
Result<core::Event> event_of(const Rule& rule, std::string id, Evaluation& evaluation);

// Deal `winner` has absorbed others: quiet deletions of those, and an event about the winner only
// if the rule sets fields.
Result<std::vector<core::Event>> merge_events(const Rule& rule, const std::string& winner,
                                              Evaluation& evaluation);

// The error with the pointer of this member of the rule.
Error error_at(const Rule& rule, const std::string& member, Error error);

}  // namespace dealbell::intake
