#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "ops/redis_config.hpp"
#include "ops/source_config.hpp"

namespace dealbell::ops {

// What `serve` runs with. Every field can stand in the file given by --config under the same name;
// the command line wins.
struct Config {
  // Where the ledger, the admin token and everything else that must survive lives.
  std::string data = "data";
  // HOST:PORT; port 0 picks one. Loopback unless `lan` says otherwise.
  std::string listen = "127.0.0.1:8080";
  // Listen on every interface of the machine. Off, so that nobody is surprised.
  bool lan = false;
  // The bundled pages: the folder that web-static/build.mjs wrote. Empty: looked for beside the
  // program.
  std::string web;
  // How often a board is published at most. Below 20 ms people see no difference, above 1 s a win
  // feels late.
  int tick_ms = 50;
  // Connections of all kinds together; each open screen takes about 4 KB. Also bounded by the
  // system's limit on open files.
  int connections_max = 20'000;
  // Screens of one address at a time. A proxy on this machine is seen through, if it sends
  // X-Forwarded-For.
  int screens_per_address = 1'000;
  // A screen that has confirmed nothing for so long is let go; until then it costs some KB and,
  // when it wakes up, one frame.
  int stuck_after_s = 300;
  // A snapshot for the next start is taken after this many events, or this many minutes with any;
  // and at a clean stop. A start folds what came after it: about 5 µs an event.
  int snapshot_events = 200'000;
  int snapshot_minutes = 10;
  // The address under which senders and screens reach this server, "https://dash.example.com": what
  // some of them sign. Never taken from a request.
  std::string public_url;
  // Senders of webhooks. With the settings file, read again on SIGHUP.
  std::vector<SourceConfig> sources;
  // Deliveries are kept for so long, with their bodies, and at most so much of those.
  int keep_deliveries_days = 30;
  int keep_deliveries_mb = 1024;
  // Whose log counts: "embedded" is this process' own ledger; "redis" is one that several nodes
  // share, and there is no way back from it.
  std::string log = "embedded";
  RedisConfig redis;
  // The settings file this came from; empty: none.
  std::string file;
  // A made-up office in a ledger of its own (DATA/demo); at rate 2 it lives twice as fast.
  bool demo = false;
  double demo_rate = 1;
  std::uint64_t demo_seed = 7;
};

// Reads a JSON object over `base`. All mistakes at once: unknown keys, wrong types, impossible
// values, each with its JSON pointer.
struct ConfigReading {
  Config config;
  std::vector<Error> errors;
};
ConfigReading read_config(std::string_view text, Config base = {});

// Whether the text is meant as settings: an object with at least one of their names.
bool looks_like_config(std::string_view text);

struct HostPort {
  std::string host;
  std::uint16_t port = 0;
};
Result<HostPort> parse_listen(std::string_view listen);

}  // namespace dealbell::ops
