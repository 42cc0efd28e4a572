#pragma once

#include <chrono>
#include <vector>

#include "audience.hpp"

namespace dealbell::bench {

struct OneAtATime {
  double frames = 0;        // that brought a screen a new event
  double bytes = 0;         // of their payloads
  double push_seconds = 0;  // sum from POST sent to the last screen's frame; no pauses
  double server_cpu_seconds = 0, own_cpu_seconds = 0;  // with the pauses
  std::vector<double> latency_ms;  // from the POST sent to the frame at each screen; sorted
};

// In each round: pauses, posts one event, waits until every screen has it. The pause is for servers
// that limit their frame rate: without it, the rate would be measured instead of the push. Gives up
// when a screen waits for 30 s.
OneAtATime push_one_at_a_time(Audience& audience, int rounds, std::chrono::milliseconds pause);

}  // namespace dealbell::bench
