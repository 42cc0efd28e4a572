// Records that Redis no longer has are copied from another node.

#include <algorithm>
#include <utility>

#include "base/log.hpp"
#include "redis/log_repair.hpp"
#include "redis/shared_log.hpp"

namespace dealbell::redis {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds no_progress_max{10'000};
constexpr milliseconds pause{20}, check_requests_every{250};

}  // namespace

SharedLog::Answer<> SharedLog::copy_from_others(LogComparison comparison) {
  set_state(State::copying);
  const auto until = comparison.first - 1;
  log_info("the shared log begins at " + std::to_string(comparison.first) +
           " in Redis; copying the records before it from another node");
  if (auto requested = co_await server_.request_copy(options_.node, copy_.position().seq + 1);
      !requested)
    co_return requested;
  auto progress = timing_.now();
  while (!stopping_ && copy_.position().seq < until) {
    auto records = co_await server_.take_copy(options_.node, copy_.position().seq + 1);
    if (!records) co_return records.error();
    if (records->empty()) {
      co_await timing_.sleep(pause);
      const auto now = co_await server_.compare(copy_.position());
      if (!now) co_return now.error();
      if (now->state != LogComparison::trimmed || now->first != comparison.first) break;
      if (timing_.now() - progress < no_progress_max) continue;
      const auto lost = co_await no_node_has_beginning();
      if (!lost) co_return lost.error();
      if (!*lost)
        co_return error(Errc::unavailable, "no other node has sent the log's beginning, up to " +
                                               std::to_string(until));
      log_warning("no node has the beginning of the shared log; starting a new one");
      comparison = *now;
      comparison.state = LogComparison::absent;  // so that declare() does not try to keep it
      co_return co_await declare(server_, copy_, comparison, new_filler());
    }
    progress = timing_.now();
    auto at = copy_.position();
    std::vector<LogEntry> entries;
    for (auto& record : *records) {
      at.chain = next_chain(at.chain, record);
      entries.push_back({++at.seq, at.chain, std::move(record)});
    }
    auto followed = co_await copy_.follow(std::move(entries));
    if (!followed && followed.error().code == Errc::corrupt) {
      // The copy already has some of the records, elsewhere: it does not belong to this log.
      if (auto emptied = co_await copy_.roll_back(at.log, 0); !emptied) co_return emptied;
      break;
    }
    if (!followed) co_return followed;
  }
  co_return co_await server_.end_copy(options_.node);
}

// Whether no node has the beginning of the log and this one lacks the least of it. The log in Redis
// can then never be followed again; its records are also in the nodes' inboxes and copies.
SharedLog::Answer<bool> SharedLog::no_node_has_beginning() {
  const auto requests = co_await server_.copy_requests();
  if (!requests) co_return requests.error();
  const auto nodes = co_await server_.registered_nodes();
  if (!nodes) co_return nodes.error();
  const auto lacks = [&](const std::string& node) {
    return std::any_of(requests->begin(), requests->end(),
                       [&](const auto& one) { return one.node == node; });
  };
  const std::pair mine{copy_.position().seq + 1, options_.node};
  const auto has_more = [&](const auto& one) { return std::pair{one.next, one.node} > mine; };
  co_return std::all_of(nodes->begin(), nodes->end(), lacks) &&
      std::none_of(requests->begin(), requests->end(), has_more);
}

boost::asio::awaitable<void> SharedLog::serve_copies() {
  while (!stopping_) {
    Result<bool> gave = false;
    if (sharing_) gave = co_await give_copies();
    if (!gave && stop_if_fatal(gave.error())) break;
    if (!stopping_) co_await timing_.sleep(gave && *gave ? milliseconds(1) : check_requests_every);
  }
}

// Answers each request with a portion; whether any was needed.
SharedLog::Answer<bool> SharedLog::give_copies() {
  auto requests = co_await server_.copy_requests();
  if (!requests) co_return requests.error();
  bool gave = false;
  for (auto& request : *requests) {
    if (request.node == options_.node || request.next == 0 || request.next > copy_.position().seq)
      continue;
    auto records = co_await copy_.read(request.next - 1);
    if (!records) co_return records.error();
    const auto taken = co_await server_.give_copy(request, std::move(*records));
    if (!taken) co_return taken.error();
    gave = gave || *taken;
  }
  co_return gave;
}

}  // namespace dealbell::redis
