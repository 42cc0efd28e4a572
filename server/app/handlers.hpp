#pragma once

#include <atomic>
#include <string>
#include <vector>

#include "app/access.hpp"
#include "app/mirror.hpp"
#include "app/office.hpp"
#include "app/publisher.hpp"
#include "app/sharing.hpp"
#include "app/source_watch.hpp"
#include "app/sources.hpp"
#include "net/http.hpp"
#include "net/server.hpp"
#include "ops/metrics.hpp"

namespace dealbell::app {

// What the handlers work with; outlives the server.
struct Services {
  Office& office;
  Publisher& publisher;
  Access& access;
  Sources& sources;
  SourceWatch& watch;
  ops::Metrics& metrics;
  std::string web_dir;
  std::string data_dir;
  std::string build;
  std::string source = "api";          // the source of native events
  std::atomic<bool> draining = false;  // we are on the way out: not ready
  // The server these handlers belong to, once it is there; for its counts.
  std::atomic<const net::Server*> server = nullptr;
  Mirror* mirror = nullptr;    // nullptr: none is configured
  Sharing* sharing = nullptr;  // nullptr: the log is this program's own
};

// Every HTTP endpoint as data: method, path, handler, limits.
std::vector<net::Route> routes(Services& services);

}  // namespace dealbell::app
