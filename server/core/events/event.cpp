#include "core/events/event.hpp"

#include <algorithm>

namespace dealbell::core {

Instant merge_time(const Event& event) {
  return std::min(event.occurred_at.value_or(event.received_at), event.received_at);
}

std::chrono::milliseconds ahead(const Event& event) {
  return event.occurred_at.value_or(event.received_at) - merge_time(event);
}

}  // namespace dealbell::core
