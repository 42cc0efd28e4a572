#pragma once

#include <string>
#include <utility>
#include <vector>

#include "intake/mapping/evaluate.hpp"

namespace dealbell::intake {

// What a rule that holds makes of the item `evaluation` is at. Errors have the pointer of the place
// in the mapping that they come from.

// Its events, without id, order and source: one, but of a merge one for each deal.
Result<std::vector<core::Event>> events_of(const Rule& rule, Evaluation& evaluation);

// What the rule's `prev` says was there before, field and text.
using FieldTexts = std::vector<std::pair<std::string, std::string>>;
Result<FieldTexts> previous_of(const Rule& rule, Evaluation& evaluation);

// The event about the entity of this id.
Result<core::Event> event_of(const Rule& rule, std::string id, Evaluation& evaluation);

// Deal `winner` has taken in others: they go quietly, and the winner is told of only where the rule
// sets something.
Result<std::vector<core::Event>> merge_events(const Rule& rule, const std::string& winner,
                                              Evaluation& evaluation);

// `why`, at a member of the rule.
Error at(const Rule& rule, const std::string& member, Error why);

}  // namespace dealbell::intake
