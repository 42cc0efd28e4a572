#pragma once

#include <chrono>
#include <cstdint>
#include <vector>

#include "audience.hpp"

namespace dealbell::bench {

struct Load {
  int events_per_second = 1000;
  std::chrono::seconds lasting{10};
  std::chrono::seconds patience{10};  // after the last event was due; then it is over
};

// A delivery is an event at a screen. One that never came is infinitely late, so that nobody looks
// fast for having pushed only part.
struct FullLoad {
  double seconds = 0;  // from the first event's due time to the last frame
  double frames = 0;   // that told a screen something new
  double bytes = 0;    // of their payloads
  double deliveries = 0;
  double posted = 0;  // events sent; fewer than were due when answers took too long
  double server_cpu_seconds = 0, own_cpu_seconds = 0;
  std::vector<float> from_due_ms, from_sent_ms;  // of all that should have come; sorted
  std::uint32_t behind = 0;  // screens that did not have everything when it was over
  std::uint32_t lost = 0;    // of them, those that were hung up on
  double complete_ms = 0;    // from the last POST to the last screen's last event
};

// Open loop: events have their due times and are posted then, whatever has become of those before,
// as long as one of the posters is free. What waits for one is late from its due time on.
FullLoad push_full_load(Audience& audience, const Load& load);

}  // namespace dealbell::bench
