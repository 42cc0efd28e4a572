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

// The live connections of one shard: sends them new publications and beats, and closes those whose
// time limits have expired. One thread. What the constructor gets must outlive the hub.
class LiveHub {
 public:
  LiveHub(const LiveProtocol& protocol, std::atomic<int>& live_count);

  // Runs until its coroutines are destroyed with the loop.
  void start(boost::asio::any_io_executor loop);

  // Sends the publication to all connections, a slice of them at a time. If a newer one arrives
  // meanwhile, the rest get that one. Slow connections delay no others, and nothing is queued for
  // them.
  void publish(std::shared_ptr<const Publication> publication);

  // Tells every client when to reconnect, spread over time, and closes the connections.
  void drain();
  void abort_all();

  const LiveProtocol& protocol() const { return protocol_; }
  LatestPublication& latest() { return latest_; }
  // For metrics, from any thread: how many connections are event streams, and how many frames were
  // written in all.
  int event_streams() const { return event_streams_.load(std::memory_order_relaxed); }
  std::uint64_t frames() const { return frames_.load(std::memory_order_relaxed); }

  // False if there is no such channel. True for any channel until something is published.
  bool may_have(std::string_view channel) const;

 private:
  friend class LiveConnection;
  void join(LiveConnection& connection);
  void leave(LiveConnection& connection);

  void count_frame() {
    frames_.store(frames_.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
  }

  void visit_slice();
  boost::asio::awaitable<void> beat_for_ever();
  boost::asio::awaitable<void> sweep_for_ever();

  const LiveProtocol& protocol_;
  std::atomic<int>& live_count_;
  boost::asio::any_io_executor loop_;
  LatestPublication latest_;
  std::vector<LiveConnection*> connections_;  // bounded by ServerOptions::connections_max
  std::size_t next_ = 0;                      // the next to visit
  std::size_t unvisited_ = 0;                 // not visited since publish()
  bool visiting_ = false;
  unsigned char beat_group_ = 0;
  std::atomic<int> event_streams_{0};
  std::atomic<std::uint64_t> frames_{0};  // written by our thread only
};

}  // namespace dealbell::net
