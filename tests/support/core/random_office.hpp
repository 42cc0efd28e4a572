#pragma once

#include <vector>

#include "core/events/event.hpp"
#include "core/org/org.hpp"
#include "support/core/random.hpp"

namespace dealbell::test {

// An office in euros with pipelines, a team tree, dated rates, quotas and measures of its own.
core::Org random_org(Random& random);

// What happened there from September to December 2026, in no order.
std::vector<core::Event> random_events(Random& random, int count);

// The events that take all of it back, later than anything that happened.
std::vector<core::Event> undoing(const std::vector<core::Event>& history);

}  // namespace dealbell::test
