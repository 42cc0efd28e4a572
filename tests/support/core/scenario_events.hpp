#pragma once

#include "core/events/event.hpp"
#include "support/core/scenario_words.hpp"

namespace dealbell::test {

// What a line says happened, heard at `now`; nullopt for a line that only tells the time. See
// scenarios/README.md.
std::optional<core::Event> event_of(Words& words, Instant now);

}  // namespace dealbell::test
