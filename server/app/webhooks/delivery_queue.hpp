#pragma once

#include <cstdint>
#include <deque>
#include <mutex>
#include <vector>

#include "store/delivery_log.hpp"

namespace dealbell::app {

// What waits to be written into the delivery log. It never makes a sender wait: when the disk
// cannot keep up, the oldest lose first their content, then their row, and are counted.
// Thread-safe.
class DeliveryQueue {
 public:
  struct Limits {
    std::size_t rows = 20'000;      // some seconds of the fastest senders
    std::size_t bytes = 64u << 20;  // of requests and bodies
  };
  struct Lost {
    std::uint64_t rows = 0, contents = 0;
  };

  explicit DeliveryQueue(const Limits& limits) : limits_(limits) {}

  // True when nothing else waited: somebody must come and take.
  bool push(store::LoggedDelivery delivery);

  // The oldest, at most 256 of them or some 8 MB; empty when nothing waits.
  std::vector<store::LoggedDelivery> take();

  void count_lost_rows(std::size_t rows);
  Lost lost() const;

 private:
  void make_room();

  const Limits limits_;
  mutable std::mutex mutex_;
  std::deque<store::LoggedDelivery> waiting_;
  std::size_t bytes_ = 0;
  std::size_t emptied_ = 0;  // so many at the front have lost their content
  Lost lost_;
};

}  // namespace dealbell::app
