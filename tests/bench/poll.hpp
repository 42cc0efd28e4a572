#pragma once

#include <chrono>
#include <cstdint>
#include <vector>

namespace dealbell::bench {

using Clock = std::chrono::steady_clock;

// Handles the events of its sockets, each identified by a number of its choice.
class EventHandler {
 public:
  virtual void on_event(std::uint32_t which, std::uint32_t events) = 0;

 protected:
  ~EventHandler() = default;
};

// The epoll of one thread, shared by all clients of a run. Handlers must outlive the last
// run_once().
class Poll {
 public:
  Poll();
  ~Poll();
  Poll(const Poll&) = delete;
  Poll& operator=(const Poll&) = delete;

  void watch(int fd, std::uint32_t events, EventHandler& handler, std::uint32_t which);
  void change_events(int fd, std::uint32_t events, EventHandler& handler, std::uint32_t which);

  // Waits for events, at most until `until`, and calls their handlers.
  void run_once(Clock::time_point until);

  // Handles events until `done()`; false if that takes longer than until `end`.
  template <class Done>
  bool run_until(Clock::time_point end, Done done) {
    while (!done()) {
      if (Clock::now() >= end) return false;
      run_once(end);
    }
    return true;
  }

 private:
  std::uint64_t tag(EventHandler& handler, std::uint32_t which);

  int epoll_;
  std::vector<EventHandler*> handlers_;
};

}  // namespace dealbell::bench
