#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/thread_pool.hpp>
#include <chrono>
#include <memory>
#include <string>

#include "app/office/office.hpp"
#include "io/one_shot_event.hpp"
#include "store/snapshots.hpp"

namespace dealbell::app {

// Takes snapshots of an office while it serves, so that its next start is short. The floor gives
// 2 ms at a time; files are written on a thread of their own, so no commit waits for them. A
// snapshot that fails is told of and given up: the log has everything.
//
// Lives beside the office and goes before it; stop the office first.
class Snapshots {
 public:
  // One is due after this many events, or with any change after this long.
  struct Pace {
    std::uint64_t events;
    std::chrono::minutes time;
  };
  Snapshots(Office& office, std::string dir, Pace pace);

  // The floor has changed: takes one if one is due. On the office's loop.
  void touch();

  // Takes one if anything changed since the last, after whatever is being taken now. On the
  // office's loop; for the end, when nothing more comes.
  boost::asio::awaitable<void> take_last();

 private:
  boost::asio::awaitable<void> take();
  boost::asio::awaitable<Result<>> write();

  Office& office_;
  const core::SalesState& sales_;
  std::string dir_;
  Pace pace_;
  Seq taken_;                   // where the last one began
  std::uint64_t taken_of_ = 0;  // SalesState::times_replaced then
  std::chrono::steady_clock::time_point taken_at_ = std::chrono::steady_clock::now();
  std::shared_ptr<io::OneShotEvent> taking_;  // closed while one is being taken
  boost::asio::thread_pool file_{1};
};

}  // namespace dealbell::app
