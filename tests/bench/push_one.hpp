#pragma once

#include <chrono>
#include <vector>

#include "audience.hpp"

namespace dealbell::bench {

struct OneAtATime {
  double frames = 0;        // that told somebody of an event
  double bytes = 0;         // of their payloads
  double push_seconds = 0;  // from a POST sent until the last screen has it, summed; no pauses
  double server_cpu_seconds = 0, own_cpu_seconds = 0;  // with the pauses
  std::vector<double> latency_ms;  // from the POST sent to the frame at each screen; sorted
};

// Pauses, posts one event, waits until every screen has it, and so on. The pause lets a server that
// paces its frames be quiet again, so that what is measured is a push and not the pace. Gives up
// when a screen waits for half a minute.
OneAtATime push_one_at_a_time(Audience& audience, int rounds, std::chrono::milliseconds pause);

}  // namespace dealbell::bench
