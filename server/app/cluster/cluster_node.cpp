#include "app/cluster/cluster_node.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_future.hpp>
#include <random>

#include "base/log.hpp"
#include "io/run_on.hpp"
#include "io/timing.hpp"

namespace dealbell::app {
namespace {

using namespace std::chrono_literals;
using State = redis::SharedLog::State;

// Within this time after the start, a missing connection is not reported.
constexpr auto connect_within = 1s;
constexpr auto compare_again_after = 500ms;

redis::ReconnectingClient::Options client_options(const ClusterNode::Options& options,
                                                  const char* use) {
  redis::ReconnectingClient::Options client;
  client.url = options.url;
  client.name = "dealbell:" + options.node + ":" + use;
  client.retry_max = 1s;  // viewers notice when nodes do not exchange events
  return client;
}

redis::SharedLog::Options log_options(const ClusterNode::Options& options) {
  std::random_device random;
  return {options.node, options.disk, random()};
}

void report_status(const redis::SharedLog::Status& status) {
  const auto log = "the shared log " + std::to_string(status.position.log);
  switch (status.state) {
    case State::sharing:
      return log_info(log + " is followed");
    case State::copying:
      return log_info(log + ": copying from another node what Redis no longer has");
    case State::away:
      return log_warning(log + " cannot be reached, so events are queued here: " + status.why);
    case State::joining:
    case State::repairing:  // redis logs what was lost and which node repairs it
      return;
  }
}

}  // namespace

ClusterNode::ClusterNode(Office& office, Options options, Hooks hooks)
    : office_(office),
      node_(options.node),
      has_own_office_(options.has_own_office),
      failed_(hooks.failed),
      commands_(loop_.get_executor(), client_options(options, "log")),
      tail_(loop_.get_executor(), client_options(options, "tail")),
      store_(commands_, tail_, options.org),
      replica_(office, options.position, std::move(hooks.token_changed)),
      log_(store_, replica_, io::real_time(), loop_.get_executor(), log_options(options),
           {report_status, std::move(hooks.failed), [this] { share_devices(); }}) {}

// The office is stopped, too, so that it does not post to a loop that no longer exists.
ClusterNode::~ClusterNode() {
  loop_.stop();
  office_.stop();
}

// Those that logged in while another node could not have read their records.
void ClusterNode::share_devices() {
  if (log_.status().format < format_with_devices) return;
  const auto report = [](std::exception_ptr, const Result<>& done) {
    if (!done) log_warning("devices are not shared with other nodes: " + done.error().message);
  };
  boost::asio::co_spawn(loop_.context(), office_.share_devices(), report);
}

boost::asio::awaitable<void> ClusterNode::join() {
  commands_.start();
  tail_.start();
  co_await commands_.connected_within(connect_within);
  const bool joins = co_await may_join();
  if (joins && !leaving_) log_.start();
}

// Two offices must not be merged by a change in the settings: a node with data of its own may only
// begin a log, or join one whose beginning that data is. False also when the node is stopped before
// this is known.
boost::asio::awaitable<bool> ClusterNode::may_join() {
  while (has_own_office_ && !leaving_) {
    const auto comparison = co_await store_.compare(replica_.position());
    if (!comparison) {
      co_await io::real_time().sleep(compare_again_after);
      continue;
    }
    const auto own = replica_.position();
    if (comparison->log == 0 || (comparison->newest == own.seq && comparison->chain == own.chain))
      break;
    failed_(error(Errc::conflict,
                  "this directory has an office of its own and the log another one: start with an "
                  "empty directory and import the deals"));
    co_return false;
  }
  co_return !leaving_;
}

void ClusterNode::start() {
  boost::asio::co_spawn(loop_.context(), join(), boost::asio::detached);
  loop_.start("redis-log");
}

void ClusterNode::wake() {
  boost::asio::post(loop_.context(), [this] { log_.wake(); });
}

boost::asio::awaitable<bool> ClusterNode::inbox_is_empty() {
  auto read = [](store::Ledger& ledger) { return ledger.inbox_size().events == 0; };
  return office_.with_ledger(read);
}

boost::asio::awaitable<void> ClusterNode::leave(std::chrono::milliseconds grace) {
  auto& timing = io::real_time();
  const auto until = timing.now() + grace;
  while (timing.now() < until && log_.status().state == State::sharing) {
    const bool empty = co_await inbox_is_empty();
    if (empty) break;
    co_await timing.sleep(10ms);
  }
  leaving_ = true;
  log_.stop();
  while (timing.now() < until + grace && !log_.stopped()) co_await timing.sleep(10ms);
  commands_.stop();
  tail_.stop();
}

void ClusterNode::stop(std::chrono::milliseconds grace) {
  auto left = boost::asio::co_spawn(loop_.context(), leave(grace), boost::asio::use_future);
  left.wait_for(3 * grace);
  loop_.stop();
}

boost::asio::awaitable<ClusterStatus> ClusterNode::status() {
  ClusterStatus status;
  status.node = node_;
  auto read_inbox = [](store::Ledger& ledger) { return ledger.inbox_size(); };
  status.inbox = co_await office_.with_ledger(read_inbox);
  // After the inbox: the log's position then includes everything that has left it.
  auto read_log = [&] {
    status.log = log_.status();
    status.log.position = replica_.position();
    status.log.newest = std::max(status.log.newest, status.log.position.seq);
    status.client = commands_.state();
  };
  co_await io::run_on(loop_, read_log);
  co_return status;
}

}  // namespace dealbell::app
