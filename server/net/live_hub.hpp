#pragma once

#include <atomic>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <memory>
#include <unordered_set>

#include "net/hub.hpp"
#include "net/newsstand.hpp"

namespace dealbell::net {

class LiveConnection;

// The live sockets of one shard: brings them to the newest publication, beats, and lets the dead
// go. One thread. Everything it is given must outlive it.
class LiveHub {
 public:
  LiveHub(const LiveProtocol& protocol, std::atomic<int>& live_count);

  // Runs until its coroutines are destroyed with the loop.
  void start(boost::asio::any_io_executor loop);

  void publish(std::shared_ptr<const Publication> publication);

  // Tells everybody to come back later, each at another moment, and closes.
  void drain();
  void abort_all();

  const LiveProtocol& protocol() const { return protocol_; }
  Newsstand& newsstand() { return newsstand_; }

  // Membership for as long as it exists.
  class Place {
   public:
    Place(LiveHub& hub, LiveConnection& connection);
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;
    ~Place();

   private:
    LiveHub& hub_;
    LiveConnection& connection_;
  };

 private:
  boost::asio::awaitable<void> beat_for_ever();
  boost::asio::awaitable<void> sweep_for_ever();

  const LiveProtocol& protocol_;
  std::atomic<int>& live_count_;
  Newsstand newsstand_;
  std::unordered_set<LiveConnection*> connections_;  // bounded by ServerOptions::connections_max
};

}  // namespace dealbell::net
