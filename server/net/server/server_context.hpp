#pragma once

#include <atomic>

#include "net/http/router.hpp"
#include "net/live/connection_limiter.hpp"
#include "net/server/server.hpp"

namespace dealbell::net {

// What every shard reads and none changes, and what they count together.
struct ServerContext {
  explicit ServerContext(ServerOptions given)
      : options(std::move(given)), router(options.routes), doorkeeper(options.live.limits) {}

  const ServerOptions options;
  const Router router;
  std::atomic<int> connections{0};
  std::atomic<int> live{0};
  mutable ConnectionLimiter doorkeeper;
};

// What to do with a request once its header is here: answer at once, run a route, or become a live
// connection.
struct Dispatch {
  enum Kind { answer, run, live } kind = answer;
  Response response{};           // kind answer
  const Route* route = nullptr;  // kind run
  Form form{};                   // kind live
};

// Checks the host, finds the route, fills in the params and asks the guards. `method` is as sent.
Dispatch dispatch_for(const ServerContext& context, Request& head, std::string_view method);

}  // namespace dealbell::net
