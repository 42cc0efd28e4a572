#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/log.hpp"
#include "base/result.hpp"
#include "ops/redis_config.hpp"
#include "ops/source_config.hpp"

namespace dealbell::ops {

// The settings of `serve`. The file given by --config uses the same names; the command line wins.
struct Config {
  // The directory of the ledger, the admin token and everything else that must survive.
  std::string data = "data";
  // HOST:PORT; port 0 picks a free one. Loopback unless `lan` is set.
  std::string listen = "127.0.0.1:8080";
  // Listen on every interface. Off by default, so that nothing is exposed by accident.
  bool lan = false;
  // The folder of the built pages (web-static/build.mjs). Empty: found beside the program.
  std::string web;
  // A board is published at most once in this time. Below 20 ms people see no difference; above 1 s
  // a win appears late.
  int tick_ms = 50;
  // Connections of all kinds together; each open screen takes about 4 KB. Also limited by the
  // system's limit on open files.
  int connections_max = 20'000;
  // Screens of one address at a time. Behind a proxy on this machine, the address is the client's,
  // if the proxy sends X-Forwarded-For.
  int screens_per_address = 1'000;
  // A screen that has not acknowledged anything for so long is disconnected. Until then it costs a
  // few KB and, when it returns, one frame.
  int stuck_after_s = 300;
  // A snapshot is written after so many events, after so many minutes with at least one event, and
  // at a clean stop. A start replays the events after the snapshot, at about 5 µs each.
  int snapshot_events = 200'000;
  int snapshot_minutes = 10;
  // The address that senders and screens use for this server, "https://dash.example.com". Some
  // senders sign it, so it is never taken from a request.
  std::string public_url;
  // Further names, without port, by which clients may call this server: of a container, for
  // example.
  std::vector<std::string> allowed_hosts;
  // Senders of webhooks. Read again from the settings file on SIGHUP.
  std::vector<SourceConfig> sources;
  // How long deliveries are kept, and how many MB of their requests and bodies.
  int keep_deliveries_days = 30;
  int keep_deliveries_mb = 1024;
  // How many MB of what was rejected may wait for a decision, in equal shares for all sources. A
  // share must hold a delivery of 1 MiB even with 100 sources.
  int keep_rejected_mb = 1024;
  // Which log decides the order of events: "embedded" is this process's own ledger, "redis" a log
  // that several nodes share. A shared office cannot go back to its own ledger.
  std::string log = "embedded";
  RedisConfig redis;
  // The program's own log on stderr.
  LogLevel log_level = LogLevel::info;
  LogFormat log_format = LogFormat::text;
  // The path of the settings file; empty: none.
  std::string file;
  // A made-up office with a ledger of its own (DATA/demo). At rate 2 it runs twice as fast.
  bool demo = false;
  double demo_rate = 1;
  std::uint64_t demo_seed = 7;
};

struct ConfigResult {
  Config config;
  std::vector<Error> errors;
};
// Reads the settings file, a JSON object. Reports all mistakes at once (unknown settings, wrong
// types, invalid values), each with its JSON pointer.
ConfigResult read_config(std::string_view text);

// Whether the text is a settings file: a JSON object with at least one known setting.
bool looks_like_config(std::string_view text);

struct HostPort {
  std::string host;
  std::uint16_t port = 0;
};
Result<HostPort> parse_listen(std::string_view listen);

}  // namespace dealbell::ops
