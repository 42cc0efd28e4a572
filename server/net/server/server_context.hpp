#pragma once

#include <atomic>

#include "net/http/router.hpp"
#include "net/live/connection_limiter.hpp"
#include "net/server/server.hpp"

namespace dealbell::net {

// What all shards share: settings that do not change, and counters.
struct ServerContext {
  explicit ServerContext(ServerOptions given)
      : options(std::move(given)), router(options.routes), limiter(options.live.limits) {}

  const ServerOptions options;
  const Router router;
  std::atomic<int> connections{0};
  std::atomic<int> live{0};
  mutable ConnectionLimiter limiter;
};

// What to do with a request after its header: respond at once, run a route, or make it a live
// connection.
struct Dispatch {
  enum Kind { answer, run, live } kind = answer;
  Response response{};           // for answer
  const Route* route = nullptr;  // for run
  Form form{};                   // for live
  Admission admission{};         // by the guard, if one was asked
};

// Checks the Host header, finds the route, sets path, query and params, and calls the guards.
// `method` as sent.
Dispatch dispatch_for(const ServerContext& context, Request& head, std::string_view method);

}  // namespace dealbell::net
