#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <vector>

namespace dealbell::io {

// A one-shot event for any number of coroutines of one loop: closed until open() is called, then
// open for ever. Not thread-safe: open() and the waits belong to the same loop. It must outlive its
// waiters, which is why it usually sits in something they share.
class OneShotEvent {
 public:
  OneShotEvent() = default;
  OneShotEvent(const OneShotEvent&) = delete;
  OneShotEvent& operator=(const OneShotEvent&) = delete;
  ~OneShotEvent();

  // Lets everybody through. The waiters resume from the loop, not inside this call.
  void open();
  bool is_open() const { return open_; }

  // Returns at once when open. Ends by open() or by the cancellation of the coroutine.
  boost::asio::awaitable<void> wait();

  // The same with an end: whether the gate opened in time.
  boost::asio::awaitable<bool> wait_for(std::chrono::milliseconds longest);

 private:
  boost::asio::awaitable<bool> wait_until(std::chrono::steady_clock::time_point end);

  // One timer per waiter, in the waiter's frame; as many as there are waiting coroutines.
  std::vector<boost::asio::steady_timer*> waiters_;
  bool open_ = false;
};

}  // namespace dealbell::io
