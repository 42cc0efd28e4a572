#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <chrono>
#include <memory>
#include <mutex>

#include "io/loop.hpp"
#include "io/one_shot_event.hpp"
#include "net/live/live_hub.hpp"
#include "net/server/http_session.hpp"
#include "net/server/server_context.hpp"

namespace dealbell::net {

// A thread with its own acceptor, connections and hub. The public methods are called from one other
// thread; everything else runs on the thread of the shard.
class Shard {
 public:
  explicit Shard(ServerContext& context);  // which must outlive the shard

  // Before start().
  Result<std::uint16_t> listen(std::uint16_t port);
  void start(std::size_t index);  // names its thread

  void publish(std::shared_ptr<const Publication> publication);

  const LiveHub& hub() const { return hub_; }

  void begin_stop(std::chrono::milliseconds grace);
  void join();  // after begin_stop; bounded by its grace plus a second

 private:
  boost::asio::awaitable<void> accept_for_ever();
  boost::asio::awaitable<void> refuse(boost::asio::ip::tcp::socket socket);
  boost::asio::awaitable<void> wind_down(std::chrono::milliseconds grace);
  void admit(boost::asio::ip::tcp::socket socket);
  Presence presence();
  void left();
  void take_mail();

  ServerContext& context_;
  std::mutex mail_mutex_;
  std::shared_ptr<const Publication> mail_;  // one slot: a newer one replaces it

  // Coroutines refer to these members and are destroyed with the loop, so the loop comes after
  // them.
  HttpSessions sessions_;
  LiveHub hub_;
  int present_ = 0;   // connections being served
  int refusing_ = 0;  // connections that are being refused
  io::OneShotEvent empty_;
  bool stopping_ = false;
  io::Loop loop_;
  boost::asio::ip::tcp::acceptor acceptor_;
};

}  // namespace dealbell::net
