#pragma once

#include <atomic>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>

#include "app/mirror/lag.hpp"
#include "core/state/sales_state.hpp"
#include "redis/mirror.hpp"

namespace dealbell::app {

// Reads what is mirrored off the floor: soon after a change, and once a minute, since days and
// months roll over. The floor gives 2 ms at a time, so each key has a position of its own. Lives on
// the floor's loop.
class MirrorSampler {
 public:
  struct MirrorSample {
    redis::MirrorContent content;
    std::uint64_t number = 0;  // of MirrorLag
  };
  using Take = std::function<void(std::shared_ptr<MirrorSample>)>;

  MirrorSampler(const core::SalesState& sales, boost::asio::any_io_executor loop,
                std::chrono::milliseconds tick, MirrorLag& lag, Take take);

  void start();
  void touch();      // the floor has changed
  void look_anew();  // soon, with all wins: nothing is there any more
  void stop();

  // What the last look took of the floor's time. From any thread.
  std::chrono::microseconds cost() const { return cost_.load(); }

 private:
  using Clock = std::chrono::steady_clock;
  void wake();
  void begin();
  void go_on();
  void finish();
  TimedPosition position(Instant now) const;

  const core::SalesState& sales_;
  boost::asio::any_io_executor loop_;
  boost::asio::steady_timer timer_;
  std::chrono::milliseconds tick_;
  MirrorLag& lag_;
  Take take_;
  std::shared_ptr<MirrorSample> look_;  // the one being taken
  std::size_t piece_ = 0;               // its next one
  Clock::duration spent_{};
  Clock::time_point looked_at_{};
  bool touched_ = true;
  bool all_wins_ = true;
  bool started_ = false;
  std::atomic<std::chrono::microseconds> cost_{};
};

}  // namespace dealbell::app
