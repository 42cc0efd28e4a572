#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "child_process.hpp"

namespace dealbell::bench {

// A new server that pushes every posted message to all connected screens.
struct RunningServer {
  std::unique_ptr<ChildProcess> process;
  int port = 0;
  std::string upgrade;  // a screen's WebSocket upgrade request
  // The request that posts event number n, from 1. Call it once for each n, in any order.
  std::function<std::string(std::uint64_t n)> post;
  // True: a message with seq s includes all events up to the one whose response has seq s.
  // False: it contains event s only.
  bool cumulative = false;
  bool sends_state_on_connect = false;
};

struct Contestant {
  std::string name;
  // `dir` must not exist yet. Peers push messages of `message_bytes`; Dealbell ignores it.
  std::function<RunningServer(const std::string& dir, std::size_t message_bytes)> start;
};

// The real server with an empty ledger and euros as its currency. Every event is a deal won now by
// one of ten people, so that each changes the wall. After `deals` events, later ones change the
// amounts of the same deals. `config` is a settings file, or empty.
Contestant dealbell_contestant(const std::string& binary, const std::string& config,
                               std::uint64_t deals = std::uint64_t{1} << 40);

// The peers. If one cannot run on this machine, its function prints why and returns nullopt.
// Nchan in Debian's nginx, with its message buffer, as by default, and without an access log.
std::optional<Contestant> nchan_contestant(int workers);
// node's ws from the node_modules of `web_static`.
std::optional<Contestant> ws_contestant(const std::string& web_static);
// The cost of the sockets alone: one thread, one send() per screen, nothing else.
std::optional<Contestant> bare_contestant();

}  // namespace dealbell::bench
