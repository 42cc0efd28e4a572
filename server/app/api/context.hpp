#pragma once

#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <functional>
#include <string>

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
#include "wire/kept_totals_json.hpp"

namespace dealbell::app {

// What the endpoints work with; outlives the server.
struct ApiContext {
  Office& office;
  Publisher& publisher;
  Access& access;
  Sources& sources;
  SourceMonitor& monitor;
  ops::Metrics& metrics;
  std::string web_dir{};   // of the pages; empty: there are none
  std::string data_dir{};  // whose free space decides whether we are ready
  std::string build{};
  std::optional<wire::FigureChange> figure_change{};  // the last change of the rules
  std::atomic<bool> draining = false;                 // the server is stopping
  // The server that calls the endpoints, for its counts; nullptr until it is started.
  std::atomic<const net::Server*> server = nullptr;
  // Makes sure that the admin's token of the data directory is valid, and returns its id.
  std::function<boost::asio::awaitable<Result<std::string>>()> admin_token{};
  std::function<std::string(const std::string& code)> login_url{};  // of the login page
  Mirror* mirror = nullptr;                                         // nullptr: not configured
  ClusterNode* cluster = nullptr;  // nullptr: the log is not shared
};

// What an endpoint returns. Endpoints run on the shard that owns the connection, and the request
// lives until they end:
//
//   Answer get_kpis(ApiContext& api, const net::Request& request);
using Answer = boost::asio::awaitable<net::Response>;

}  // namespace dealbell::app
