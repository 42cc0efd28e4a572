#pragma once

#include <cstdint>
#include <deque>
#include <mutex>
#include <vector>

#include "store/delivery_log.hpp"

namespace dealbell::app {

// Deliveries that are to be written into the delivery log. It never makes a sender wait: when the
// disk is too slow, the oldest deliveries lose first their request and body, then their row, and
// are counted. Thread-safe.
class DeliveryQueue {
 public:
  struct Limits {
    std::size_t rows = 20'000;      // a few seconds of the fastest senders
    std::size_t bytes = 64u << 20;  // of requests and bodies
  };
  struct Lost {
    std::uint64_t rows = 0, contents = 0;
  };

  explicit DeliveryQueue(const Limits& limits) : limits_(limits) {}

  // True when the queue was empty: the caller then has to start a writer.
  bool push(store::LoggedDelivery delivery);

  // Removes the oldest, at most 256 or about 8 MB; empty when there is none.
  std::vector<store::LoggedDelivery> take();

  void count_lost_rows(std::size_t rows);
  Lost lost() const;

 private:
  void enforce_limits();

  const Limits limits_;
  mutable std::mutex mutex_;
  std::deque<store::LoggedDelivery> queue_;
  std::size_t bytes_ = 0;
  std::size_t emptied_ = 0;  // how many at the front have lost their content
  Lost lost_;
};

}  // namespace dealbell::app
