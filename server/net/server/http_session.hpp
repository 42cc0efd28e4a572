#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <unordered_set>

#include "net/live/live_connection.hpp"
#include "net/live/live_hub.hpp"
#include "net/server/server_context.hpp"

namespace dealbell::net {

class HttpSession;

// The HTTP connections of one shard, so that a stopping server can end them. One thread.
class HttpSessions {
 public:
  // Idle ones end at once, the others after the answer they are at.
  void drain();
  void abort_all();
  bool draining() const { return draining_; }

 private:
  friend class HttpSession;
  std::unordered_set<HttpSession*> sessions_;  // bounded by ServerOptions::connections_max
  bool draining_ = false;
};

// Serves requests one after the other until the connection ends or becomes a live one, which then
// lives on without us. Everything given by reference outlives both.
boost::asio::awaitable<void> serve_connection(boost::asio::ip::tcp::socket socket,
                                              const ServerContext& context, HttpSessions& sessions,
                                              LiveHub& hub, Presence presence);

// Answers 503 and closes, within two seconds: one connection too many.
boost::asio::awaitable<void> refuse_connection(boost::asio::ip::tcp::socket socket);

}  // namespace dealbell::net
