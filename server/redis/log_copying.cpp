// What is no longer in Redis comes from another node.

#include <algorithm>
#include <utility>

#include "base/log.hpp"
#include "redis/log_repair.hpp"
#include "redis/shared_log.hpp"

namespace dealbell::redis {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds patience{10'000};
constexpr milliseconds pause{20}, ask_every{250};

}  // namespace

SharedLog::Answer<> SharedLog::copy_from_others(LogComparison compare) {
  enter(State::copying);
  const auto until = compare.first - 1;
  log_info("the shared log begins at " + std::to_string(compare.first) +
           " in Redis; what comes before is asked of another node");
  if (auto asked = co_await server_.want(options_.node, copy_.position().seq + 1); !asked)
    co_return asked;
  auto progress = timing_.now();
  while (!stopping_ && copy_.position().seq < until) {
    auto records = co_await server_.take(options_.node, copy_.position().seq + 1);
    if (!records) co_return records.error();
    if (records->empty()) {
      co_await timing_.sleep(pause);
      const auto now = co_await server_.compare(copy_.position());
      if (!now) co_return now.error();
      if (now->state != LogComparison::trimmed || now->first != compare.first) break;
      if (timing_.now() - progress < patience) continue;
      const auto nobody = co_await nobody_has_it();
      if (!nobody) co_return nobody.error();
      if (!*nobody)
        co_return error(Errc::unavailable,
                        "no other node gives the log's beginning, up to " + std::to_string(until));
      log_warning("nobody has the beginning of the shared log; declaring another");
      compare = *now;
      compare.state = LogComparison::absent;  // for whoever declares: it cannot be followed
      co_return co_await declare(server_, copy_, compare, attempt());
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
      // Some of it is here already, in another place: this copy is not of this log.
      if (auto emptied = co_await copy_.roll_back(at.log, 0); !emptied) co_return emptied;
      break;
    }
    if (!followed) co_return followed;
  }
  co_return co_await server_.want_no_more(options_.node);
}

// Whether every node there is lacks the beginning, and this one lacks least of it: then what Redis
// has can never be followed again, and what it holds waits in inboxes.
SharedLog::Answer<bool> SharedLog::nobody_has_it() {
  const auto wanted = co_await server_.wanted();
  if (!wanted) co_return wanted.error();
  const auto nodes = co_await server_.enrolled();
  if (!nodes) co_return nodes.error();
  const auto lacks = [&](const std::string& node) {
    return std::any_of(wanted->begin(), wanted->end(),
                       [&](const auto& one) { return one.node == node; });
  };
  const std::pair mine{copy_.position().seq + 1, options_.node};
  const auto has_more = [&](const auto& one) { return std::pair{one.next, one.node} > mine; };
  const bool nobody = std::all_of(nodes->begin(), nodes->end(), lacks) &&
                      std::none_of(wanted->begin(), wanted->end(), has_more);
  co_return nobody;
}

boost::asio::awaitable<void> SharedLog::serve_copies() {
  while (!stopping_) {
    Result<bool> gave = false;
    if (sharing_) gave = co_await give_once();
    if (!gave && fatal(gave.error())) break;
    if (!stopping_) co_await timing_.sleep(gave && *gave ? milliseconds(1) : ask_every);
  }
}

// Gives a portion to everybody who wants one; whether somebody took it.
SharedLog::Answer<bool> SharedLog::give_once() {
  auto wanted = co_await server_.wanted();
  if (!wanted) co_return wanted.error();
  bool gave = false;
  for (auto& one : *wanted) {
    if (one.node == options_.node || one.next == 0 || one.next > copy_.position().seq) continue;
    auto records = co_await copy_.read(one.next - 1);
    if (!records) co_return records.error();
    const auto taken = co_await server_.give(one, std::move(*records));
    if (!taken) co_return taken.error();
    gave = gave || *taken;
  }
  co_return gave;
}

}  // namespace dealbell::redis
