#pragma once

#include <boost/asio/io_context.hpp>
#include <memory>
#include <optional>
#include <string>

#include "app/api/context.hpp"
#include "app/api/unread_request_log.hpp"
#include "app/auth/access.hpp"
#include "app/cluster/cluster_node.hpp"
#include "app/live/publisher.hpp"
#include "app/mirror/mirror.hpp"
#include "app/office/demo_driver.hpp"
#include "app/office/office.hpp"
#include "app/office/snapshots.hpp"
#include "app/serve_settings.hpp"
#include "app/webhooks/source_monitor.hpp"
#include "app/webhooks/sources.hpp"
#include "net/server/server.hpp"
#include "ops/metrics.hpp"

namespace dealbell::app {

// The parts of a running server, in order of dependence: each refers only to parts declared above
// it, and they are destroyed from the bottom up. Used from the main thread.
class ServerParts {
 public:
  // `config` outlives this.
  ServerParts(const ops::Config& config, ServeSettings settings, std::string build);
  ~ServerParts();
  ServerParts(const ServerParts&) = delete;
  ServerParts& operator=(const ServerParts&) = delete;

  // Builds and starts every part; on success the server is listening. After an Error only the
  // destructor may be called.
  Result<> start();

  // Prints the address and the login link, and leaves the address for our own commands.
  void announce();

  // Reads the sources of the settings file again.
  void reload_sources();

  // Stops every part, network first. Blocks for a few seconds at most.
  void stop();

  // What runs on the main thread. It stops by itself when the server cannot go on.
  boost::asio::io_context& main_loop() { return main_loop_; }
  // Whether it was a failure that stopped the main loop.
  bool failed() const { return failed_; }

 private:
  Result<> open_office();
  Result<> load_access();
  void build_parts();
  Result<> join_cluster();
  Result<> start_server();
  void start_publishing();
  OfficeHooks office_hooks();
  Publisher::BeatExtras beat_extras();
  void stop_main_loop(std::string why);
  bool open_reading() const;
  boost::asio::awaitable<Result<std::string>> admin_token();
  void store_renewal(const store::Device& device);
  std::string login_link(const std::string& code) const;

  const ops::Config& config_;
  ServeSettings settings_;
  std::string build_;

  std::unique_ptr<Office> office_;
  std::optional<wire::FigureChange> figure_change_;  // the last change of the counting rules
  std::optional<Access> access_;
  std::string admin_token_id_;      // of the start
  std::optional<DemoDriver> demo_;  // only with --demo
  std::optional<ops::Metrics> metrics_;
  std::optional<ClusterNode> cluster_;  // only with a shared log
  std::optional<SourceMonitor> monitor_;
  std::optional<Sources> sources_;
  std::optional<Publisher> publisher_;
  std::optional<Mirror> mirror_;  // only when configured
  std::unique_ptr<ApiContext> api_;
  std::optional<UnreadRequestLog> unread_requests_;
  boost::asio::io_context main_loop_;
  bool failed_ = false;
  std::optional<Snapshots> snapshots_;
  std::optional<net::Server> server_;
};

}  // namespace dealbell::app
