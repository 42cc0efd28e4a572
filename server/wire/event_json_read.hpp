#pragma once

#include <string_view>

#include "base/result.hpp"
#include "base/time.hpp"
#include "core/events/event.hpp"

namespace dealbell::wire {

enum class OccurredAt { required, optional };

// Reads one event from a text that check_json has accepted.
Result<core::Event> read_checked_event(std::string_view checked, std::string_view source,
                                       Instant received_at, OccurredAt occurred_at);

}  // namespace dealbell::wire
