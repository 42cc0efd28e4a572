#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace dealbell::bench {

// One protocol's half of a load: what is sent, and where an answer ends.
struct Talk {
  std::function<void(std::string& out)> put_request;  // appends the next request
  // The size of the whole answer at the front of what has come, 0 while more is to come. Gives up
  // on an answer that is not a success: a fast failure must not count.
  std::function<std::size_t(std::string_view come)> answer_size;
};

struct Outcome {
  std::uint64_t requests = 0;
  double seconds = 0;
  double p50_ms = 0, p99_ms = 0;  // from the first byte sent to the last byte of the answer
  double own_cpu_seconds = 0;     // what the generator itself took of the machine
};

// Keeps `connections` requests in flight on as many keep-alive connections to 127.0.0.1, for the
// given time. One thread over epoll; answers that arrive afterwards are awaited, not counted.
Outcome run_load(int port, int connections, std::chrono::seconds lasting, const Talk& talk);

}  // namespace dealbell::bench
