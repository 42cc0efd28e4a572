#pragma once

#include <atomic>

#include "net/doorkeeper.hpp"
#include "net/router.hpp"
#include "net/server.hpp"

namespace dealbell::net {

// What every shard reads and none changes, and what they count together.
struct Site {
  explicit Site(ServerOptions given)
      : options(std::move(given)), router(options.routes), doorkeeper(options.live.limits) {}

  const ServerOptions options;
  const Router router;
  std::atomic<int> connections{0};
  std::atomic<int> live{0};
  mutable Doorkeeper doorkeeper;
};

// What to do with a request once its header is here: answer at once, run a route, or become a live
// connection.
struct Plan {
  enum Kind { answer, run, live } kind = answer;
  Response response{};           // kind answer
  const Route* route = nullptr;  // kind run
  Form form{};                   // kind live
};

// Checks the host, finds the route, fills in the params and asks the guards. `method` is as sent.
Plan plan_for(const Site& site, Request& head, std::string_view method);

}  // namespace dealbell::net
