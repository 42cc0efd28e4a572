#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <unordered_set>

#include "net/live/live_connection.hpp"
#include "net/live/live_hub.hpp"
#include "net/server/server_context.hpp"

namespace dealbell::net {

class HttpSession;

// The HTTP connections of one shard, so that they can be closed at shutdown. One thread.
class HttpSessions {
 public:
  // Closes idle connections at once, the others after their current response.
  void drain();
  void abort_all();
  bool draining() const { return draining_; }

 private:
  friend class HttpSession;
  std::unordered_set<HttpSession*> sessions_;  // bounded by ServerOptions::connections_max
  bool draining_ = false;
};

// Serves requests one after the other until the connection ends or becomes a live one, which then
// lives independently. What is given by reference must outlive both.
boost::asio::awaitable<void> serve_connection(boost::asio::ip::tcp::socket socket,
                                              const ServerContext& context, HttpSessions& sessions,
                                              LiveHub& hub, Presence presence);

// For a connection too many: responds 503 and closes, within two seconds.
boost::asio::awaitable<void> refuse_connection(boost::asio::ip::tcp::socket socket);

}  // namespace dealbell::net
