#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "child_process.hpp"

namespace dealbell::bench {

// A server that pushes what is posted to it to everybody who listens, started afresh.
struct RunningServer {
  std::unique_ptr<ChildProcess> process;
  int port = 0;
  std::string upgrade;  // the request by which a screen begins to listen
  // The request that publishes event number n, from 1. Each n once, in any order.
  std::function<std::string(std::uint64_t n)> post;
  // True: a message with seq s says all there is to know up to the event that was answered with s.
  // False: it says event s, and nothing of those before it.
  bool cumulative = false;
  bool greets = false;  // a screen is shown the state as soon as it listens
};

struct Contestant {
  std::string name;
  // `dir` is its own and does not exist yet. Peers push messages of so many bytes.
  std::function<RunningServer(const std::string& dir, std::size_t message_bytes)> start;
};

// The real server with an empty ledger of an office in euros; events are deals won now by ten
// people, so that each of them changes the wall; deals that are told again at another amount once
// there are `deals` of them. `config` may be empty.
Contestant dealbell_contestant(const std::string& binary, const std::string& config,
                               std::uint64_t deals = std::uint64_t{1} << 40);

// The peers. Each is nothing, having said why, where it cannot be run.
// Nchan in Debian's nginx: message buffer on, as it is by default; no access log.
std::optional<Contestant> nchan_contestant(int workers);
// node's ws, as it is found from the folder with our web pages' package.json.
std::optional<Contestant> ws_contestant(const std::string& web_static);
// What the machine's sockets cost: one thread, one send() per screen, nothing else.
std::optional<Contestant> bare_contestant();

}  // namespace dealbell::bench
