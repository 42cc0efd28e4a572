#pragma once

#include <chrono>
#include <cstdint>
#include <vector>

namespace dealbell::bench {

using Clock = std::chrono::steady_clock;

// Somebody with sockets, each of which it knows by a number.
class Watcher {
 public:
  virtual void ready(std::uint32_t which, std::uint32_t events) = 0;

 protected:
  ~Watcher() = default;
};

// One thread's epoll, shared by all who take part in a run. Watchers must outlive their last turn.
class Poll {
 public:
  Poll();
  ~Poll();
  Poll(const Poll&) = delete;
  Poll& operator=(const Poll&) = delete;

  void watch(int fd, std::uint32_t events, Watcher& watcher, std::uint32_t which);
  void watch_for_other(int fd, std::uint32_t events, Watcher& watcher, std::uint32_t which);

  // Hands out what is ready; waits for it, at most until then.
  void turn(Clock::time_point until);

  // Turns until something is so; false when it is not by the end.
  template <class Done>
  bool turn_until(Clock::time_point end, Done done) {
    while (!done()) {
      if (Clock::now() >= end) return false;
      turn(end);
    }
    return true;
  }

 private:
  std::uint64_t tag(Watcher& watcher, std::uint32_t which);

  int epoll_;
  std::vector<Watcher*> watchers_;
};

}  // namespace dealbell::bench
