#include "support/sim/model_connection.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace dealbell::sim {

using redis::LogRecord;

namespace {
constexpr std::chrono::milliseconds call_timeout{500};
}  // namespace

boost::asio::awaitable<void> never() {
  boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor,
                                  std::chrono::steady_clock::time_point::max());
  co_await timer.async_wait(boost::asio::use_awaitable);
}

std::chrono::milliseconds ModelConnection::delay() {
  const auto most = 1 + redis_.slow.count();
  return std::chrono::milliseconds(std::uniform_int_distribution<std::int64_t>(0, most)(random_));
}

redis::LogServer::Answer<> ModelConnection::send() {
  if (dead_) co_await never();
  co_await time_.sleep(delay());
  if (dead_) co_await never();
  if (!redis_.up) {
    co_await time_.sleep(delay());
    co_return error(Errc::unavailable, "Redis is down");
  }
  co_return Result<>{};
}

redis::LogServer::Answer<> ModelConnection::receive() {
  co_await time_.sleep(delay());
  if (dead_) co_await never();
  if (chance() < redis_.lost / 2 || !redis_.up) {
    co_await time_.sleep(call_timeout);
    if (dead_) co_await never();
    co_return error(Errc::unavailable, "the answer was lost");
  }
  co_return Result<>{};
}

template <class Do>
redis::LogServer::Answer<std::invoke_result_t<Do>> ModelConnection::travel(Do call) {
  if (auto sent = co_await send(); !sent) co_return sent.error();
  if (chance() < redis_.lost / 2) {
    co_await time_.sleep(call_timeout);
    if (dead_) co_await never();
    co_return error(Errc::unavailable, "the call was lost");
  }
  auto answer = call();
  if (auto received = co_await receive(); !received) co_return received.error();
  // A retry in a lower layer may execute it twice; the answer is then that of the second time.
  if (chance() < redis_.lost / 4) answer = call();
  co_return answer;
}

redis::LogServer::Answer<redis::LogComparison> ModelConnection::compare(ChainedPosition copy) {
  auto call = [this, copy] { return redis_.log.compare(copy, time_.now()); };
  return travel(std::move(call));
}

redis::LogServer::Answer<redis::LogComparison> ModelConnection::append(
    ChainedPosition copy, std::vector<LogRecord> records) {
  const bool forgets = chance() < redis_.forgets;
  auto call = [this, copy, records, forgets] {
    const auto before = redis_.log;
    const auto comparison = redis_.log.append(copy, records, time_.now());
    // The master dies with it before the replica that takes over has received it.
    if (forgets) redis_.log = before;
    return comparison;
  };
  return travel(std::move(call));
}

// Redis wakes blocked readers at once; polling every few milliseconds is as good here.
redis::LogServer::Answer<std::vector<redis::LogEntry>> ModelConnection::read(
    Seq seq, std::chrono::milliseconds wait) {
  const auto end = time_.now() + wait;
  while (time_.now() < end && redis_.up && !dead_ && redis_.log.read(seq).empty())
    co_await time_.sleep(std::chrono::milliseconds(5));
  auto call = [this, seq] { return redis_.log.read(seq); };
  co_return co_await travel(std::move(call));
}

redis::LogServer::Answer<std::optional<redis::LogEntry>> ModelConnection::entry(Seq seq) {
  auto call = [this, seq] { return redis_.log.entry(seq); };
  return travel(std::move(call));
}

redis::LogServer::Answer<bool> ModelConnection::begin(redis::LogComparison seen,
                                                      ChainedPosition base, bool keep,
                                                      std::string filler) {
  auto call = [this, seen, base, keep, filler] {
    return redis_.log.begin(seen, base, keep, filler, time_.now());
  };
  return travel(std::move(call));
}

redis::LogServer::Answer<bool> ModelConnection::fill(std::string filler, Seq after,
                                                     std::vector<LogRecord> records) {
  auto call = [this, filler, after, records] {
    return redis_.log.fill(filler, after, records, time_.now());
  };
  return travel(std::move(call));
}

redis::LogServer::Answer<bool> ModelConnection::finish(std::string filler) {
  auto call = [this, filler] { return redis_.log.finish(filler, time_.now()); };
  return travel(std::move(call));
}

redis::LogServer::Answer<int> ModelConnection::register_node(std::string node, std::string disk,
                                                             Seq seq, int format) {
  auto call = [this, node, disk, seq, format] {
    return redis_.log.register_node(node, disk, seq, format, time_.now());
  };
  return travel(std::move(call));
}

redis::LogServer::Answer<std::vector<std::string>> ModelConnection::registered_nodes() {
  auto call = [this] { return redis_.log.registered_nodes(time_.now()); };
  return travel(std::move(call));
}

redis::LogServer::Answer<> ModelConnection::request_copy(std::string node, Seq from) {
  auto call = [this, node, from] {
    redis_.log.request_copy(node, from);
    return true;
  };
  const auto done = co_await travel(std::move(call));
  if (!done) co_return done.error();
  co_return Result<>{};
}

redis::LogServer::Answer<std::vector<LogRecord>> ModelConnection::take_copy(std::string node,
                                                                            Seq from) {
  auto call = [this, node, from] { return redis_.log.take_copy(node, from); };
  return travel(std::move(call));
}

redis::LogServer::Answer<> ModelConnection::end_copy(std::string node) {
  auto call = [this, node] {
    redis_.log.end_copy(node);
    return true;
  };
  const auto done = co_await travel(std::move(call));
  if (!done) co_return done.error();
  co_return Result<>{};
}

redis::LogServer::Answer<std::vector<redis::LogServer::CopyRequest>>
ModelConnection::copy_requests() {
  auto call = [this] { return redis_.log.copy_requests(); };
  return travel(std::move(call));
}

redis::LogServer::Answer<bool> ModelConnection::give_copy(CopyRequest request,
                                                          std::vector<LogRecord> records) {
  auto call = [this, request, records] { return redis_.log.give_copy(request, records); };
  return travel(std::move(call));
}

}  // namespace dealbell::sim
