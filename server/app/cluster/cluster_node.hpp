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

// Makes this process one node of a shared log: keeps the office in step with the other nodes.
// Whatever happens to Redis, the office goes on accepting events and showing its boards.
class ClusterNode {
 public:
  struct Options {
    redis::Url url;
    std::string org, node, disk;  // as in redis::SharedLog::Options
    ChainedPosition position;     // of the office's ledger
    bool has_own_office = false;  // the ledger has data that did not come from a shared log
  };
  // Called on the node's loop.
  struct Hooks {
    LedgerReplica::OnChange token_changed;
    // The node must stop: its disk failed, or Errc::conflict: it may not join this log, or another
    // node has its name.
    std::function<void(const Error&)> failed;
  };
  // The office was opened with the node's name. It outlives this, and is stopped by the destructor.
  ClusterNode(Office& office, Options options, Hooks hooks);
  ~ClusterNode();

  void start();
  // Gives events in the inbox up to `grace` to get into the log, then leaves it. Blocks for three
  // times `grace` at most.
  void stop(std::chrono::milliseconds grace);
  // After a failed start: ends the loop at once, so that it posts nothing to an office that stops.
  void halt() { loop_.stop(); }

  // From any thread:
  void wake();  // something is in the inbox
  boost::asio::awaitable<ClusterStatus> status();
  redis::SharedLog::Status log_status() const { return log_.status(); }

 private:
  void share_devices();
  boost::asio::awaitable<void> join();
  boost::asio::awaitable<bool> may_join();
  boost::asio::awaitable<void> leave(std::chrono::milliseconds grace);
  boost::asio::awaitable<bool> inbox_is_empty();

  Office& office_;
  std::string node_;
  bool has_own_office_;
  std::function<void(const Error&)> failed_;
  io::Loop loop_;
  redis::ReconnectingClient commands_, tail_;
  redis::RedisLogStore store_;
  LedgerReplica replica_;
  redis::SharedLog log_;
  bool leaving_ = false;
};

}  // namespace dealbell::app
