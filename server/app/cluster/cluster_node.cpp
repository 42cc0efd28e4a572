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

// So long a start is not told that Redis is away.
constexpr auto connect_within = 1s;
constexpr auto ask_again = 500ms;

redis::ReconnectingClient::Options link_options(const ClusterNode::Options& options,
                                                const char* use) {
  redis::ReconnectingClient::Options link;
  link.url = options.url;
  link.name = "dealbell:" + options.node + ":" + use;
  link.retry_longest = 1s;  // while nodes do not hear of each other, people notice
  return link;
}

redis::SharedLog::Options log_options(const ClusterNode::Options& options) {
  std::random_device random;
  return {options.node, options.disk, random()};
}

void log_status(const redis::SharedLog::Status& status) {
  const auto log = "the shared log " + std::to_string(status.position.log);
  switch (status.state) {
    case State::sharing:
      return log_info(log + " is followed");
    case State::copying:
      return log_info(log + ": what Redis no longer has is copied from another node");
    case State::away:
      return log_warning(log + " cannot be reached; events wait here: " + status.why);
    case State::joining:
    case State::repairing:  // what was lost, and who repairs it, has been told
      return;
  }
}

}  // namespace

ClusterNode::ClusterNode(Office& office, Options options, Hooks hooks)
    : office_(office),
      node_(options.node),
      has_office_(options.has_office),
      lost_(hooks.lost),
      commands_(loop_.get_executor(), link_options(options, "log")),
      tail_(loop_.get_executor(), link_options(options, "tail")),
      server_(commands_, tail_, options.org),
      copy_(office, options.at, std::move(hooks.office_changed)),
      log_(server_, copy_, io::real_time(), loop_.get_executor(), log_options(options),
           {log_status, std::move(hooks.lost)}) {}

// Nothing may come back to a loop that is gone.
ClusterNode::~ClusterNode() {
  loop_.stop();
  office_.stop();
}

boost::asio::awaitable<void> ClusterNode::begin() {
  commands_.start();
  tail_.start();
  co_await commands_.connected_within(connect_within);
  const bool joins = co_await may_join();
  if (joins && !ending_) log_.start();
}

// Two offices do not become one by a word in the settings: whoever has one already begins a log, or
// is the beginning of it. False also when this node ends before that is known.
boost::asio::awaitable<bool> ClusterNode::may_join() {
  while (has_office_ && !ending_) {
    const auto comparison = co_await server_.compare(copy_.position());
    if (!comparison) {
      co_await io::real_time().sleep(ask_again);
      continue;
    }
    const auto at = copy_.position();
    if (comparison->log == 0 || (comparison->newest == at.seq && comparison->chain == at.chain))
      break;
    lost_(error(Errc::conflict,
                "this directory has an office of its own and the log another: start with an empty "
                "one and import the deals"));
    co_return false;
  }
  co_return !ending_;
}

void ClusterNode::start() {
  boost::asio::co_spawn(loop_.context(), begin(), boost::asio::detached);
  loop_.start("redis-log");
}

void ClusterNode::wake() {
  boost::asio::post(loop_.context(), [this] { log_.wake(); });
}

boost::asio::awaitable<bool> ClusterNode::inbox_is_empty() {
  auto look = [](store::Ledger& ledger) { return ledger.inbox_size().events == 0; };
  return office_.with_ledger(look);
}

boost::asio::awaitable<void> ClusterNode::end(std::chrono::milliseconds grace) {
  auto& timing = io::real_time();
  const auto until = timing.now() + grace;
  while (timing.now() < until && log_.status().state == State::sharing) {
    const bool empty = co_await inbox_is_empty();
    if (empty) break;
    co_await timing.sleep(10ms);
  }
  ending_ = true;
  log_.stop();
  while (timing.now() < until + grace && !log_.stopped()) co_await timing.sleep(10ms);
  commands_.stop();
  tail_.stop();
}

void ClusterNode::stop(std::chrono::milliseconds grace) {
  auto ended = boost::asio::co_spawn(loop_.context(), end(grace), boost::asio::use_future);
  ended.wait_for(3 * grace);
  loop_.stop();
}

boost::asio::awaitable<ClusterStatus> ClusterNode::state() {
  ClusterStatus state;
  state.node = node_;
  auto size = [](store::Ledger& ledger) { return ledger.inbox_size(); };
  state.inbox = co_await office_.with_ledger(size);
  // After the inbox: what has left it is in the log up to here.
  auto look = [&] {
    state.log = log_.status();
    state.log.position = copy_.position();
    state.log.newest = std::max(state.log.newest, state.log.position.seq);
    state.link = commands_.state();
  };
  co_await io::run_on(loop_, look);
  co_return state;
}

}  // namespace dealbell::app
