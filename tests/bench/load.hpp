#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace dealbell::bench {

// What the load generator needs of a protocol.
struct Protocol {
  std::function<void(std::string& out)> append_request;  // appends the next request
  // The size of the complete response at the front of `received`, 0 while it is incomplete. Gives
  // up on failures: fast failures must not count.
  std::function<std::size_t(std::string_view received)> response_size;
};

struct Outcome {
  std::uint64_t requests = 0;
  double seconds = 0;
  double p50_ms = 0, p99_ms = 0;  // from the first byte sent to the last byte received
  double own_cpu_seconds = 0;     // of the load generator
};

// Keeps `connections` requests in flight, one on each keep-alive connection to 127.0.0.1, for the
// time `lasting`. Single-threaded, with epoll. Responses after the end are awaited but not counted.
Outcome run_load(int port, int connections, std::chrono::seconds lasting, const Protocol& protocol);

}  // namespace dealbell::bench
