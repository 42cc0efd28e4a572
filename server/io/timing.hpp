#pragma once

#include <boost/asio/awaitable.hpp>
#include <chrono>

namespace dealbell::io {

// Clock and sleep as an interface, so that tests can replace them with a clock of their own.
class Timing {
 public:
  virtual ~Timing() = default;
  virtual std::chrono::steady_clock::time_point now() const = 0;
  // Resumes on the awaiting coroutine's executor.
  virtual boost::asio::awaitable<void> sleep(std::chrono::milliseconds time) = 0;
};

// The steady clock of this machine.
Timing& real_time();

}  // namespace dealbell::io
