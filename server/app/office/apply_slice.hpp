#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <cstddef>

namespace dealbell::app {

// Keeps a long run of apply() from blocking the state loop, which also answers queries and
// publishes boards:
//
//   ApplySlice slice(loop);
//   for (…) { sales.apply(…); if (slice.used_up()) co_await slice.yield(); }
class ApplySlice {
 public:
  explicit ApplySlice(boost::asio::any_io_executor loop) : loop_(std::move(loop)) {}

  // Call once per event. Reads the clock only on every 16th call: applying an event takes about as
  // long as reading the clock.
  bool used_up() { return ++calls_ % 16 == 0 && Clock::now() - began_ > length; }

  // Lets everything run that is already queued on the loop.
  boost::asio::awaitable<void> yield() {
    co_await boost::asio::post(loop_, boost::asio::use_awaitable);
    began_ = Clock::now();
  }

 private:
  using Clock = std::chrono::steady_clock;
  static constexpr std::chrono::milliseconds length{2};

  boost::asio::any_io_executor loop_;
  Clock::time_point began_ = Clock::now();
  std::size_t calls_ = 0;
};

}  // namespace dealbell::app
