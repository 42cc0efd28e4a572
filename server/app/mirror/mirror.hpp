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

// For health pages.
struct MirrorState {
  redis::ClientState link;
  TimedPosition written;  // what Redis reflects at least; all 0 before the first write
  std::chrono::duration<double> lag{};  // age of the oldest change not in Redis
  std::uint64_t writes = 0;             // keys and wins since the start
  std::string error;                    // why Redis has not what it should; empty: it has
  std::chrono::microseconds look{};     // what a look takes of the floor's time
};

// Keeps an office's figures in Redis for other programs to read. One write is under way at most,
// and one look waits, the newest; so whatever Redis does, nobody waits for it and nothing piles up.
// After a new connection or a flush everything is written anew.
class Mirror {
 public:
  struct Options {
    redis::ReconnectingClient::Options link;
    std::string org;
    bool alone = true;  // no other node writes this office's figures
    std::chrono::milliseconds tick{100};
  };
  // The floor and its loop outlive the mirror; before it goes, that loop has ended.
  Mirror(const core::SalesState& sales, boost::asio::any_io_executor sales_loop, Options options);
  ~Mirror();

  // These three on the floor's loop.
  void start();
  void touch() { look_.touch(); }  // the floor has changed
  void stop() { look_.stop(); }

  // From any thread.
  boost::asio::awaitable<MirrorState> state();

 private:
  using MirrorSample = MirrorSampler::MirrorSample;
  boost::asio::awaitable<void> keep_writing();
  boost::asio::awaitable<void> write();
  boost::asio::awaitable<void> probe();
  void note(std::string error);
  void take(std::shared_ptr<MirrorSample> look);
  void put_back(std::shared_ptr<MirrorSample> look);
  void look_anew();

  io::Loop loop_;  // of the link and all below
  boost::asio::any_io_executor sales_loop_;
  redis::ReconnectingClient link_;
  redis::MirrorWriter writer_;
  std::string org_;
  bool alone_;
  std::shared_ptr<MirrorSample> newest_;  // waits to be written
  std::shared_ptr<io::OneShotEvent> news_ = std::make_shared<io::OneShotEvent>();
  std::uint64_t connection_ = 0;  // the last one for which everything was looked at anew
  TimedPosition written_;
  std::uint64_t writes_ = 0;
  std::string error_;
  MirrorLag lag_;
  MirrorSampler look_;  // on the floor's loop
};

}  // namespace dealbell::app
