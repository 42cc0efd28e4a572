#pragma once

#include "core/events/event.hpp"
#include "support/core/scenario_words.hpp"

namespace dealbell::test {

// The event described by a line, received at `now`; nullopt for a line that only moves the clock.
// See scenarios/README.md.
std::optional<core::Event> event_of(Words& words, Instant now);

}  // namespace dealbell::test
