#pragma once

#include <boost/asio/awaitable.hpp>
#include <chrono>

namespace dealbell::io {

// Time as a variable: what waits by it can be run by a test on a clock of its own.
class Timing {
 public:
  virtual ~Timing() = default;
  virtual std::chrono::steady_clock::time_point now() const = 0;
  // On the awaiting coroutine's executor.
  virtual boost::asio::awaitable<void> sleep(std::chrono::milliseconds time) = 0;
};

// The machine's clock.
Timing& real_time();

}  // namespace dealbell::io
