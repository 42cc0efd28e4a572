#include "core/events/event.hpp"

namespace dealbell::core {

Instant merge_time(const Event& event) {
  // A sender's clock may be a little ahead; one that is far ahead must not win every later merge.
  constexpr std::chrono::minutes tolerated_skew{5};
  if (!event.occurred_at || *event.occurred_at > event.received_at + tolerated_skew)
    return event.received_at;
  return *event.occurred_at;
}

}  // namespace dealbell::core
