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

struct MirrorSample {
  redis::MirrorContent content;
  std::uint64_t number = 0;  // of MirrorLag
};

// Samples the figures of the mirror from the sales state: soon after a change, and once a minute,
// because days and months roll over. It uses the state loop for 2 ms at a time, so each key has a
// position of its own. Lives on the state loop.
class MirrorSampler {
 public:
  using OnSample = std::function<void(std::shared_ptr<MirrorSample>)>;

  MirrorSampler(const core::SalesState& sales, boost::asio::any_io_executor loop,
                std::chrono::milliseconds tick, MirrorLag& lag, OnSample on_sample);

  void start();
  void touch();       // the sales state has changed
  void sample_all();  // soon, with every win: Redis may have nothing
  void stop();

  // How long the last sample used the state loop. From any thread.
  std::chrono::microseconds cost() const { return cost_.load(); }

 private:
  using Clock = std::chrono::steady_clock;
  void schedule();
  void begin();
  void continue_sample();
  void add_wins_and_position();
  TimedPosition position(Instant now) const;

  const core::SalesState& sales_;
  boost::asio::any_io_executor loop_;
  boost::asio::steady_timer timer_;
  std::chrono::milliseconds tick_;
  MirrorLag& lag_;
  OnSample on_sample_;
  std::shared_ptr<MirrorSample> sample_;  // the one being taken
  std::size_t next_piece_ = 0;
  Clock::duration spent_{};
  Clock::time_point sampled_at_{};
  bool touched_ = true;
  bool all_wins_ = true;
  bool started_ = false;
  std::atomic<std::chrono::microseconds> cost_{};
};

}  // namespace dealbell::app
