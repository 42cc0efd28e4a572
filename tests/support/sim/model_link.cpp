#include "support/sim/model_link.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace dealbell::sim {

using redis::LogRecord;
using redis::Seq;

namespace {
constexpr std::chrono::milliseconds times_out{500};
}  // namespace

boost::asio::awaitable<void> never() {
  boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor,
                                  std::chrono::steady_clock::time_point::max());
  co_await timer.async_wait(boost::asio::use_awaitable);
}

std::chrono::milliseconds ModelLink::delay() {
  const auto most = 1 + redis_.slow.count();
  return std::chrono::milliseconds(std::uniform_int_distribution<std::int64_t>(0, most)(random_));
}

redis::LogServer::Answer<> ModelLink::there() {
  if (dead_) co_await never();
  co_await time_.sleep(delay());
  if (dead_) co_await never();
  if (!redis_.up) {
    co_await time_.sleep(delay());
    co_return error(Errc::unavailable, "Redis is down");
  }
  co_return Result<>{};
}

redis::LogServer::Answer<> ModelLink::back() {
  co_await time_.sleep(delay());
  if (dead_) co_await never();
  if (chance() < redis_.lost / 2 || !redis_.up) {
    co_await time_.sleep(times_out);
    if (dead_) co_await never();
    co_return error(Errc::unavailable, "the answer was lost");
  }
  co_return Result<>{};
}

template <class Do>
redis::LogServer::Answer<std::invoke_result_t<Do>> ModelLink::travel(Do call) {
  if (auto came = co_await there(); !came) co_return came.error();
  if (chance() < redis_.lost / 2) {
    co_await time_.sleep(times_out);
    if (dead_) co_await never();
    co_return error(Errc::unavailable, "the call was lost");
  }
  auto answer = call();
  if (auto came = co_await back(); !came) co_return came.error();
  // A retry below us may carry it out again, and its answer is then the second one.
  if (chance() < redis_.lost / 4) answer = call();
  co_return answer;
}

redis::LogServer::Answer<redis::LogComparison> ModelLink::compare(redis::Position copy) {
  auto call = [this, copy] { return redis_.log.compare(copy, time_.now()); };
  return travel(std::move(call));
}

redis::LogServer::Answer<redis::LogComparison> ModelLink::append(redis::Position copy,
                                                                 std::vector<LogRecord> records) {
  const bool forgets = chance() < redis_.forgets;
  auto call = [this, copy, records, forgets] {
    const auto before = redis_.log;
    const auto compare = redis_.log.append(copy, records, time_.now());
    // The master dies with it, and the replica that takes over never had it.
    if (forgets) redis_.log = before;
    return compare;
  };
  return travel(std::move(call));
}

// Blocked readers wake when something comes; a look every few milliseconds is as good here.
redis::LogServer::Answer<std::vector<redis::LogEntry>> ModelLink::read(
    Seq seq, std::chrono::milliseconds wait) {
  const auto end = time_.now() + wait;
  while (time_.now() < end && redis_.up && !dead_ && redis_.log.read(seq).empty())
    co_await time_.sleep(std::chrono::milliseconds(5));
  auto call = [this, seq] { return redis_.log.read(seq); };
  co_return co_await travel(std::move(call));
}

redis::LogServer::Answer<std::optional<redis::LogEntry>> ModelLink::entry(Seq seq) {
  auto call = [this, seq] { return redis_.log.entry(seq); };
  return travel(std::move(call));
}

redis::LogServer::Answer<bool> ModelLink::begin(redis::LogComparison seen, redis::Position base,
                                                bool keep, std::string filler) {
  auto call = [this, seen, base, keep, filler] {
    return redis_.log.begin(seen, base, keep, filler, time_.now());
  };
  return travel(std::move(call));
}

redis::LogServer::Answer<bool> ModelLink::fill(std::string filler, Seq after,
                                               std::vector<LogRecord> records) {
  auto call = [this, filler, after, records] {
    return redis_.log.fill(filler, after, records, time_.now());
  };
  return travel(std::move(call));
}

redis::LogServer::Answer<bool> ModelLink::finish(std::string filler) {
  auto call = [this, filler] { return redis_.log.finish(filler, time_.now()); };
  return travel(std::move(call));
}

redis::LogServer::Answer<bool> ModelLink::register_node(std::string node, std::string disk,
                                                        Seq seq) {
  auto call = [this, node, disk, seq] {
    return redis_.log.register_node(node, disk, seq, time_.now());
  };
  return travel(std::move(call));
}

redis::LogServer::Answer<std::vector<std::string>> ModelLink::enrolled() {
  auto call = [this] { return redis_.log.enrolled(time_.now()); };
  return travel(std::move(call));
}

redis::LogServer::Answer<> ModelLink::want(std::string node, Seq from) {
  auto call = [this, node, from] {
    redis_.log.want(node, from);
    return true;
  };
  const auto done = co_await travel(std::move(call));
  if (!done) co_return done.error();
  co_return Result<>{};
}

redis::LogServer::Answer<std::vector<LogRecord>> ModelLink::take(std::string node, Seq from) {
  auto call = [this, node, from] { return redis_.log.take(node, from); };
  return travel(std::move(call));
}

redis::LogServer::Answer<> ModelLink::want_no_more(std::string node) {
  auto call = [this, node] {
    redis_.log.want_no_more(node);
    return true;
  };
  const auto done = co_await travel(std::move(call));
  if (!done) co_return done.error();
  co_return Result<>{};
}

redis::LogServer::Answer<std::vector<redis::LogServer::Wanted>> ModelLink::wanted() {
  auto call = [this] { return redis_.log.wanted(); };
  return travel(std::move(call));
}

redis::LogServer::Answer<bool> ModelLink::give(Wanted wanted, std::vector<LogRecord> records) {
  auto call = [this, wanted, records] { return redis_.log.give(wanted, records); };
  return travel(std::move(call));
}

}  // namespace dealbell::sim
