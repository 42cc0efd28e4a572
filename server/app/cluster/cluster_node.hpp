#pragma once

#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <functional>
#include <optional>
#include <string>

#include "app/cluster/cluster_status.hpp"
#include "app/cluster/ledger_replica.hpp"
#include "app/office/office.hpp"
#include "io/loop.hpp"
#include "redis/reconnecting_client.hpp"
#include "redis/redis_log_store.hpp"
#include "redis/shared_log.hpp"

namespace dealbell::app {

// Keeps an office in step with the other nodes of its log. Whatever Redis does, the office goes on
// taking events and showing its boards.
class ClusterNode {
 public:
  struct Options {
    redis::Url url;
    std::string org, node, disk;  // as in redis::SharedLog::Options
    ChainedPosition at;           // where the office's ledger is
    bool has_office = false;      // the ledger has an office that is not of this log
  };
  struct Hooks {
    LedgerReplica::OnChange office_changed;
    // The node must stop: its disk failed, or Errc::conflict, it may not join this log or another
    // node has its name. On a loop of our own.
    std::function<void(const Error&)> lost;
  };
  // The office, opened with the node's name, outlives this, and is stopped when this goes.
  ClusterNode(Office& office, Options options, Hooks hooks);
  ~ClusterNode();

  void start();
  // Gives what waits here a moment to get into the log, and ends. Blocks for twice `grace` at most.
  void stop(std::chrono::milliseconds grace);

  // From any thread:
  void wake();  // something is in the inbox
  boost::asio::awaitable<ClusterStatus> state();
  redis::SharedLog::Status log() const { return log_.status(); }

 private:
  boost::asio::awaitable<void> begin();
  boost::asio::awaitable<bool> may_join();
  boost::asio::awaitable<void> end(std::chrono::milliseconds grace);
  boost::asio::awaitable<bool> inbox_is_empty();

  Office& office_;
  std::string node_;
  bool has_office_;
  std::function<void(const Error&)> lost_;
  io::Loop loop_;
  redis::ReconnectingClient commands_, tail_;
  redis::RedisLogStore server_;
  LedgerReplica copy_;
  redis::SharedLog log_;
  bool ending_ = false;
};

}  // namespace dealbell::app
