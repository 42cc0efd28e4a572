#pragma once

#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

#include "app/mirror/lag.hpp"
#include "app/mirror/sampler.hpp"
#include "core/state/sales_state.hpp"
#include "io/loop.hpp"
#include "io/one_shot_event.hpp"
#include "redis/mirror.hpp"
#include "redis/reconnecting_client.hpp"

namespace dealbell::app {

// For /api/v1/redis and metrics.
struct MirrorState {
  redis::ClientState client;
  TimedPosition written;                 // what Redis has at least; all 0 before the first write
  std::chrono::duration<double> lag{};   // age of the oldest change that is not in Redis
  std::uint64_t writes = 0;              // keys and wins since the start
  std::string error;                     // why Redis is behind; empty: it is not
  std::chrono::microseconds sampling{};  // how long a sample uses the state loop
};

// Keeps an office's figures in Redis for other programs to read. At most one write is in progress
// and one sample waits, the newest, so a slow Redis delays nothing here and nothing piles up. After
// a new connection or a flush everything is written again.
class Mirror {
 public:
  struct Options {
    redis::ReconnectingClient::Options client;
    std::string org;
    bool only_writer = true;  // no other node writes this office's figures
    std::chrono::milliseconds tick{100};
  };
  // The sales state and its loop outlive the mirror, and that loop has stopped before the mirror is
  // destroyed.
  Mirror(const core::SalesState& sales, boost::asio::any_io_executor state_loop, Options options);
  ~Mirror();

  // On the state loop:
  void start();
  void touch() { sampler_.touch(); }  // the sales state has changed
  void stop() { sampler_.stop(); }

  // From any thread.
  boost::asio::awaitable<MirrorState> state();

 private:
  boost::asio::awaitable<void> write_samples();
  boost::asio::awaitable<void> write_newest();
  boost::asio::awaitable<void> probe();
  void report_error(std::string error);
  void accept(std::shared_ptr<MirrorSample> sample);
  void put_back(std::shared_ptr<MirrorSample> sample);
  void sample_all();

  io::Loop loop_;  // of the client and all below
  boost::asio::any_io_executor state_loop_;
  redis::ReconnectingClient client_;
  redis::MirrorWriter writer_;
  std::string org_;
  bool only_writer_;
  std::shared_ptr<MirrorSample> newest_;  // waits to be written
  std::shared_ptr<io::OneShotEvent> has_sample_ = std::make_shared<io::OneShotEvent>();
  std::uint64_t connection_ = 0;  // the last one for which everything was sampled
  TimedPosition written_;
  std::uint64_t writes_ = 0;
  std::string error_;
  MirrorLag lag_;
  MirrorSampler sampler_;  // on the state loop
};

}  // namespace dealbell::app
