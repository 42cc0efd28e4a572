#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <vector>

namespace dealbell::io {

// An event that any number of coroutines of one loop can wait for. It is closed until open() is
// called and then stays open. Not thread-safe: open() and all waits must be on the same loop. It
// must outlive its waiters, so it is usually part of an object that they share.
class OneShotEvent {
 public:
  OneShotEvent() = default;
  OneShotEvent(const OneShotEvent&) = delete;
  OneShotEvent& operator=(const OneShotEvent&) = delete;
  ~OneShotEvent();

  // Resumes all waiters: later, from the loop, not inside this call.
  void open();
  bool is_open() const { return open_; }

  // Returns at once if open; otherwise on open(), or when the coroutine is cancelled.
  boost::asio::awaitable<void> wait();

  // The same with a time limit. Returns whether the event is open.
  boost::asio::awaitable<bool> wait_for(std::chrono::milliseconds longest);

 private:
  boost::asio::awaitable<bool> wait_until(std::chrono::steady_clock::time_point end);

  // One timer per waiting coroutine, each in its coroutine's frame.
  std::vector<boost::asio::steady_timer*> waiters_;
  bool open_ = false;
};

}  // namespace dealbell::io
