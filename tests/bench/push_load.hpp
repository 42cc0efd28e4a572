#pragma once

#include <chrono>
#include <cstdint>
#include <vector>

#include "audience.hpp"

namespace dealbell::bench {

struct Load {
  int events_per_second = 1000;
  std::chrono::seconds lasting{10};
  std::chrono::seconds patience{10};  // waiting time after the last event's due time
};

// A delivery is the arrival of one event at one screen. A missing one counts as infinitely late, so
// that a server that pushes only a part does not look fast.
struct FullLoad {
  double seconds = 0;  // from the first event's due time to the last frame
  double frames = 0;   // that brought a screen at least one new event
  double bytes = 0;    // of their payloads
  double deliveries = 0;
  double posted = 0;  // events sent; fewer than were due if responses took too long
  double server_cpu_seconds = 0, own_cpu_seconds = 0;
  std::vector<float> from_due_ms, from_sent_ms;  // of all expected deliveries; sorted
  std::uint32_t behind = 0;                      // screens without all events at the end
  std::uint32_t lost = 0;  // of them, those whose connections the server closed
  double complete_ms = 0;  // from the last POST to the last screen's last event
};

// Open loop: events are posted at their due times, whether or not earlier ones have been delivered,
// if one of the posting connections is free. Waiting for a connection counts as latency.
FullLoad push_full_load(Audience& audience, const Load& load);

}  // namespace dealbell::bench
