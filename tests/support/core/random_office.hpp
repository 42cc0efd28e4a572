#pragma once

#include <vector>

#include "core/events/event.hpp"
#include "core/org/org.hpp"
#include "support/core/random.hpp"

namespace dealbell::test {

// An office in euros with pipelines, a team tree, dated rates, quotas and own measures.
core::Org random_org(Random& random);

// Events there from September to December 2026, unsorted.
std::vector<core::Event> random_events(Random& random, int count);

// Events that undo all of it, later than all events of the history.
std::vector<core::Event> undoing(const std::vector<core::Event>& history);

}  // namespace dealbell::test
