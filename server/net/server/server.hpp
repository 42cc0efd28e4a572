#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "net/http/http.hpp"
#include "net/live/hub.hpp"

namespace dealbell::net {

// How long and how large a client may be before it is let go. Small values make tests fast.
struct HttpLimits {
  std::size_t header_max_bytes = 16 * 1024;
  std::chrono::milliseconds header_within{10000};  // from a request's first byte to its last header
  std::chrono::milliseconds idle_for{75000};       // between two requests of one connection
  std::chrono::milliseconds write_within{60000};   // for the client to take one answer
};

struct ServerOptions {
  std::string host = "127.0.0.1";
  std::uint16_t port = 0;  // 0 picks one
  int shards = 1;          // threads, each with its own loop and SO_REUSEPORT acceptor
  std::vector<Route> routes;
  Guard guard;             // asked for every route that is not `open`, and for the live socket
  Guard live_guard;        // additionally for the upgrade (Origin)
  std::string static_dir;  // files served by GET for paths no route matches; "" serves none
  std::vector<std::string> allowed_hosts;  // of the Host header, without port; empty allows all
  LiveProtocol live;
  // Told of every request with a body that was answered before its handler saw it: who sent it,
  // what it was answered. On shard threads; must be quick.
  std::function<void(const Request& head, const Response& answer)> refused;
  int connections_max = 20000;  // in total; the next one is answered 503 and closed
  HttpLimits http{};
};

// What a server has to do just now; the parts are read one after the other.
struct ServerCounts {
  int connections = 0;  // of all kinds
  int web_sockets = 0, event_streams = 0;
  std::uint64_t frames = 0;  // given to live connections since the start
};

// The listening server: HTTP/1.1 with keep-alive, static files, and the live WebSocket.
// Construct, publish and stop from one thread; handlers run on the shards' threads.
class Server {
 public:
  // Binds and starts the shards. Fails with Errc::io naming address and reason.
  static Result<Server> start(ServerOptions options);
  Server(Server&&) noexcept;
  ~Server();  // stops

  std::uint16_t port() const;

  // Makes this the newest state. Never blocks; a shard is posted to only when its mailbox is empty.
  void publish(std::shared_ptr<const Publication> publication);

  // Stops accepting, sends drain and close 1012 to live sockets, lets requests finish until the
  // deadline, then drops the rest and joins the threads. Ends within grace plus a second, whatever
  // handlers and clients do. A handler that still waits elsewhere is destroyed with the Server, so
  // whatever it waits for must stop, or at least no longer resume it, before that.
  void stop(std::chrono::milliseconds grace);

  int live_connections() const;
  ServerCounts counts() const;  // from any thread

 private:
  struct Impl;
  explicit Server(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace dealbell::net
