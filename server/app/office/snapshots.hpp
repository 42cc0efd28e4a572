#pragma once

#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <memory>
#include <string>

#include "app/office/office.hpp"
#include "io/one_shot_event.hpp"
#include "io/worker_thread.hpp"
#include "store/snapshots.hpp"

namespace dealbell::app {

// Takes snapshots while the office is serving, so that its next start is short. It uses the state
// loop for 2 ms at a time and writes files on a thread of its own, so no commit waits for it. A
// snapshot that fails is logged and dropped: the log has everything.
//
// Destroyed before the office, and after the office was stopped.
class Snapshots {
 public:
  // A snapshot is due after so many events, or with any change after so long.
  struct Interval {
    std::uint64_t events;
    std::chrono::minutes time;
  };
  Snapshots(Office& office, std::string dir, Interval interval);

  // The sales state has changed: takes a snapshot if one is due. On the state loop.
  void touch();

  // Waits for a snapshot in progress, then takes another one if anything has changed. On the state
  // loop; for a clean stop.
  boost::asio::awaitable<void> take_last();

 private:
  boost::asio::awaitable<void> take();
  boost::asio::awaitable<Result<>> write();

  Office& office_;
  const core::SalesState& sales_;
  std::string dir_;
  Interval interval_;
  Seq last_seq_;                       // where the last snapshot began
  std::uint64_t last_generation_ = 0;  // SalesState::times_replaced then
  std::chrono::steady_clock::time_point last_at_ = std::chrono::steady_clock::now();
  std::shared_ptr<io::OneShotEvent> taking_;  // set while one is being taken; opens at its end
  io::WorkerThread file_{"snapshots"};
};

}  // namespace dealbell::app
