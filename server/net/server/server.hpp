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

// Time and size limits of a client. Small values make tests fast.
struct HttpLimits {
  std::size_t header_max_bytes = 16 * 1024;
  std::chrono::milliseconds header_within{10000};  // from a request's first byte to its last header
  std::chrono::milliseconds idle_for{75000};       // between two requests of a connection
  std::chrono::milliseconds write_within{60000};   // for the client to receive one response
};

struct ServerOptions {
  std::string host = "127.0.0.1";
  std::uint16_t port = 0;  // 0 picks one
  int shards = 1;          // threads, each with its own loop and SO_REUSEPORT acceptor
  std::vector<Route> routes;
  Guard guard;  // for every route that is not `open`, and for live connections
  // A second check for live connections (Origin).
  std::function<Result<>(const Request& head)> live_guard;
  std::string static_dir;                  // served by GET if no route matches; "": no files
  std::vector<std::string> allowed_hosts;  // as in check_host()
  std::string public_host;  // HOST[:PORT] that browsers use if a proxy changes it; may be empty
  LiveProtocol live;
  // Called for every request with a body that got its response before a handler saw it. On shard
  // threads; must be quick.
  std::function<void(const Request& head, const Response& answer)> refused;
  int connections_max = 20000;  // in all; further ones get 503 and are closed
  // Of each shard, connections that are getting their 503. Above that, they are closed without it.
  int refusing_max = 256;
  HttpLimits http{};
};

// The current load of a server. The numbers are not read at exactly the same time.
struct ServerCounts {
  int connections = 0;  // of all kinds
  int web_sockets = 0, event_streams = 0;
  std::uint64_t frames = 0;  // written to live connections since the start
};

// The listening server: HTTP/1.1 with keep-alive, static files, live WebSockets and event streams.
// Start, publish and stop it from one thread; handlers run on the threads of the shards.
class Server {
 public:
  // Binds and starts the shards. Errc::io with the address and the reason.
  static Result<Server> start(ServerOptions options);
  Server(Server&&) noexcept;
  ~Server();  // stops

  std::uint16_t port() const;

  // Makes this the newest publication. Never blocks; posts to a shard only if its mailbox is empty.
  void publish(std::shared_ptr<const Publication> publication);

  // Stops accepting, sends drain and close 1012 to live connections, lets requests finish for at
  // most `grace`, then closes the rest and joins the threads. Returns within grace plus a second,
  // whatever handlers and clients do. A handler that still waits for another thread is destroyed
  // with the Server, so that thread must not resume it after that.
  void stop(std::chrono::milliseconds grace);

  int live_connections() const;
  ServerCounts counts() const;  // from any thread

 private:
  struct Impl;
  explicit Server(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace dealbell::net
