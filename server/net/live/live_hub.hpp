#pragma once

#include <atomic>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <cstdint>
#include <memory>
#include <vector>

#include "net/live/hub.hpp"
#include "net/live/latest_publication.hpp"

namespace dealbell::net {

class LiveConnection;

// The live connections of one shard: brings them to the newest publication, beats, and lets the
// dead go. One thread. Everything it is given must outlive it.
class LiveHub {
 public:
  LiveHub(const LiveProtocol& protocol, std::atomic<int>& live_count);

  // Runs until its coroutines are destroyed with the loop.
  void start(boost::asio::any_io_executor loop);

  // Takes the publication to everybody, a slice at a time. A newer one that comes meanwhile is what
  // the others then get; nobody waits for the slow and nothing is kept for them.
  void publish(std::shared_ptr<const Publication> publication);

  // Tells everybody to come back later, each at another moment, and closes.
  void drain();
  void abort_all();

  const LiveProtocol& protocol() const { return protocol_; }
  LatestPublication& latest() { return latest_; }
  // For whoever watches, from any thread: how many of the connections are event streams, and how
  // many frames they all were given.
  int event_streams() const { return event_streams_.load(std::memory_order_relaxed); }
  std::uint64_t frames() const { return frames_.load(std::memory_order_relaxed); }

  // Whether there is such a channel; while nothing is published yet, everything may be one.
  bool may_have(std::string_view channel) const;

 private:
  friend class LiveConnection;
  void join(LiveConnection& connection);
  void leave(LiveConnection& connection);

  void count_frame() {
    frames_.store(frames_.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
  }

  void go_round();
  boost::asio::awaitable<void> beat_for_ever();
  boost::asio::awaitable<void> sweep_for_ever();

  const LiveProtocol& protocol_;
  std::atomic<int>& live_count_;
  boost::asio::any_io_executor loop_;
  LatestPublication latest_;
  std::vector<LiveConnection*> connections_;  // bounded by ServerOptions::connections_max
  std::size_t next_ = 0;                      // whose turn it is
  std::size_t left_ = 0;                      // how many have not been looked at since publish()
  bool going_round_ = false;
  unsigned char turn_ = 0;
  std::atomic<int> event_streams_{0};
  std::atomic<std::uint64_t> frames_{0};  // changed by our thread only
};

}  // namespace dealbell::net
