#pragma once

#include <atomic>
#include <string>
#include <vector>

#include "app/auth/access.hpp"
#include "app/cluster/cluster_node.hpp"
#include "app/live/publisher.hpp"
#include "app/mirror/mirror.hpp"
#include "app/office/office.hpp"
#include "app/webhooks/source_monitor.hpp"
#include "app/webhooks/sources.hpp"
#include "net/http/http.hpp"
#include "net/server/server.hpp"
#include "ops/metrics.hpp"

namespace dealbell::app {

// What the handlers work with; outlives the server.
struct ApiContext {
  Office& office;
  Publisher& publisher;
  Access& access;
  Sources& sources;
  SourceMonitor& watch;
  ops::Metrics& metrics;
  std::string web_dir;
  std::string data_dir;
  std::string build;
  std::string source = "api";          // the source of native events
  std::atomic<bool> draining = false;  // we are on the way out: not ready
  // The server these handlers belong to, once it is there; for its counts.
  std::atomic<const net::Server*> server = nullptr;
  Mirror* mirror = nullptr;        // nullptr: none is configured
  ClusterNode* sharing = nullptr;  // nullptr: the log is this program's own
};

// Every HTTP endpoint as data: method, path, handler, limits.
std::vector<net::Route> routes(ApiContext& services);

}  // namespace dealbell::app
