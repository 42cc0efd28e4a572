#include "redis/redis_log_store.hpp"

#include <utility>

#include "redis/keys.hpp"
#include "redis/log_replies.hpp"
#include "redis/log_scripts.hpp"
#include "redis/script.hpp"

namespace dealbell::redis {
namespace {

using std::chrono::milliseconds;
using Texts = std::vector<std::string>;

// A call takes well under a millisecond, a full fill some twenty; after this the answer is lost.
constexpr milliseconds call_timeout{3'000};
constexpr milliseconds read_margin{2'000};

void add(Texts& arguments, std::vector<LogRecord> records) {
  arguments.reserve(arguments.size() + 4 * records.size());
  for (auto& record : records) {
    arguments.push_back(std::move(record.source));
    arguments.push_back(std::move(record.event_id));
    arguments.push_back(std::to_string(record.received_at));
    arguments.push_back(std::move(record.body));
  }
}

Texts arguments_of(const ChainedPosition& at) {
  return {std::to_string(at.log), std::to_string(at.seq), at.chain};
}

// Whether the script answered 1.
Result<bool> is_one(const Result<Reply>& reply) {
  if (!reply) return unavailable(reply.error());
  if (reply->kind != Reply::Kind::integer) return malformed_reply(*reply);
  return reply->integer == 1;
}

Result<> done(const Result<Reply>& reply) {
  const auto answer = is_one(reply);
  if (!answer) return answer.error();
  return {};
}

std::string id_of(Seq seq) { return std::to_string(seq) + "-0"; }

}  // namespace

struct RedisLogStore::Keys {
  std::string office;
  std::string log = key_of(office, "log"), copies = key_of(office, "copies"),
              nodes = key_of(office, "nodes");
  Texts of_log{log, key_of(office, "meta"), key_of(office, "ids:0"), key_of(office, "ids:1")};

  Texts of_copy(const std::string& node) const { return {copies, key_of(office, "copy:" + node)}; }
};

struct RedisLogStore::Scripts {
  Script compare{log_scripts().compare}, append{log_scripts().append}, begin{log_scripts().begin},
      fill{log_scripts().fill}, finish{log_scripts().finish},
      register_node{log_scripts().register_node}, registered_nodes{log_scripts().registered_nodes},
      request_copy{log_scripts().request_copy}, take_copy{log_scripts().take_copy},
      end_copy{log_scripts().end_copy}, give_copy{log_scripts().give_copy};
};

RedisLogStore::RedisLogStore(ReconnectingClient& commands, ReconnectingClient& tail,
                             const std::string& office, Bounds bounds)
    : commands_(commands),
      tail_(tail),
      bounds_(bounds),
      keys_(new Keys{office}),
      scripts_(std::make_unique<Scripts>()) {}

RedisLogStore::~RedisLogStore() = default;

LogServer::Answer<LogComparison> RedisLogStore::compare(ChainedPosition copy) {
  const auto reply =
      co_await scripts_->compare.run(commands_, keys_->of_log, arguments_of(copy), call_timeout);
  co_return comparison_of(reply);
}

LogServer::Answer<LogComparison> RedisLogStore::append(ChainedPosition copy,
                                                       std::vector<LogRecord> records) {
  auto arguments = arguments_of(copy);
  add(arguments, std::move(records));
  const auto reply =
      co_await scripts_->append.run(commands_, keys_->of_log, std::move(arguments), call_timeout);
  co_return comparison_of(reply);
}

// After a fail-over one of the two may still be connected to the old master, which has another log.
Result<> RedisLogStore::check_one_server() {
  const auto commands = commands_.state(), tail = tail_.state();
  if (commands.where == tail.where) return {};
  const auto why = "one connection is to " + tail.where + ", the other to " + commands.where;
  (commands.since < tail.since ? commands_ : tail_).reconnect(why);
  return error(Errc::unavailable, why);
}

LogServer::Answer<std::vector<LogEntry>> RedisLogStore::read(Seq seq, milliseconds wait) {
  Command command{
      "XREAD",    "COUNT",   read_portion_.text(), "BLOCK", std::to_string(wait.count()), "STREAMS",
      keys_->log, id_of(seq)};
  auto reply = co_await tail_.call(std::move(command), wait + read_margin);
  if (!reply) {
    read_portion_.shrink();
    co_return unavailable(reply.error());
  }
  read_portion_.grow();
  if (auto same = check_one_server(); !same) co_return same.error();
  if (reply->is_nil()) co_return std::vector<LogEntry>{};
  if (reply->array.size() != 1 || reply->array[0].array.size() != 2)
    co_return malformed_reply(*reply);
  co_return entries_of(std::move(reply->array[0].array[1]));
}

LogServer::Answer<std::optional<LogEntry>> RedisLogStore::entry(Seq seq) {
  Command command{"XRANGE", keys_->log, id_of(seq), id_of(seq)};
  auto reply = co_await commands_.call(std::move(command), call_timeout);
  if (!reply) co_return unavailable(reply.error());
  auto entries = entries_of(std::move(*reply));
  if (!entries) co_return entries.error();
  if (entries->empty()) co_return std::nullopt;
  co_return std::move(entries->front());
}

LogServer::Answer<bool> RedisLogStore::begin(LogComparison seen, ChainedPosition base, bool keep,
                                             std::string filler) {
  Texts arguments{std::to_string(seen.log),
                  std::to_string(seen.newest),
                  seen.chain,
                  std::to_string(base.log),
                  std::to_string(base.seq),
                  base.chain,
                  keep ? "1" : "0",
                  std::move(filler)};
  const auto reply =
      co_await scripts_->begin.run(commands_, keys_->of_log, std::move(arguments), call_timeout);
  co_return is_one(reply);
}

LogServer::Answer<bool> RedisLogStore::fill(std::string filler, Seq after,
                                            std::vector<LogRecord> records) {
  Texts arguments{std::move(filler), std::to_string(after)};
  add(arguments, std::move(records));
  const auto reply =
      co_await scripts_->fill.run(commands_, keys_->of_log, std::move(arguments), call_timeout);
  co_return is_one(reply);
}

LogServer::Answer<bool> RedisLogStore::finish(std::string filler) {
  Texts arguments{std::move(filler)};
  const auto reply =
      co_await scripts_->finish.run(commands_, keys_->of_log, std::move(arguments), call_timeout);
  co_return is_one(reply);
}

LogServer::Answer<int> RedisLogStore::register_node(std::string node, std::string disk, Seq seq,
                                                    int format) {
  Texts keys{keys_->log, keys_->nodes};
  Texts arguments{std::move(node),
                  std::move(disk),
                  std::to_string(seq),
                  std::to_string(bounds_.behind_slowest),
                  std::to_string(bounds_.in_stream),
                  std::to_string(format)};
  const auto reply = co_await scripts_->register_node.run(commands_, std::move(keys),
                                                          std::move(arguments), call_timeout);
  if (!reply) co_return unavailable(reply.error());
  if (reply->kind != Reply::Kind::integer) co_return malformed_reply(*reply);
  co_return static_cast<int>(reply->integer);
}

LogServer::Answer<std::vector<std::string>> RedisLogStore::registered_nodes() {
  Texts keys{keys_->nodes};
  auto reply =
      co_await scripts_->registered_nodes.run(commands_, std::move(keys), {}, call_timeout);
  if (!reply) co_return unavailable(reply.error());
  if (reply->kind != Reply::Kind::array) co_return malformed_reply(*reply);
  Texts nodes;
  for (auto& node : reply->array) nodes.push_back(std::move(node.text));
  co_return nodes;
}

LogServer::Answer<> RedisLogStore::request_copy(std::string node, Seq from) {
  auto keys = keys_->of_copy(node);
  Texts arguments{std::move(node), std::to_string(from)};
  const auto reply = co_await scripts_->request_copy.run(commands_, std::move(keys),
                                                         std::move(arguments), call_timeout);
  co_return done(reply);
}

LogServer::Answer<std::vector<LogRecord>> RedisLogStore::take_copy(std::string node, Seq from) {
  auto keys = keys_->of_copy(node);
  Texts arguments{std::move(node), std::to_string(from), copy_portion_.text()};
  auto reply = co_await scripts_->take_copy.run(commands_, std::move(keys), std::move(arguments),
                                                call_timeout);
  if (!reply) {
    copy_portion_.shrink();
    co_return unavailable(reply.error());
  }
  copy_portion_.grow();
  co_return records_of(std::move(*reply));
}

LogServer::Answer<> RedisLogStore::end_copy(std::string node) {
  auto keys = keys_->of_copy(node);
  Texts arguments{std::move(node)};
  const auto reply = co_await scripts_->end_copy.run(commands_, std::move(keys),
                                                     std::move(arguments), call_timeout);
  co_return done(reply);
}

LogServer::Answer<std::vector<LogServer::CopyRequest>> RedisLogStore::copy_requests() {
  Command command{"HGETALL", keys_->copies};
  auto reply = co_await commands_.call(std::move(command), call_timeout);
  if (!reply) co_return unavailable(reply.error());
  if (reply->kind != Reply::Kind::array) co_return malformed_reply(*reply);
  std::vector<CopyRequest> all;
  for (std::size_t i = 0; i + 1 < reply->array.size(); i += 2) {
    const auto next = number_of<Seq>(reply->array[i + 1].text);
    if (next) all.push_back({reply->array[i].text, *next});
  }
  co_return all;
}

LogServer::Answer<bool> RedisLogStore::give_copy(CopyRequest request,
                                                 std::vector<LogRecord> records) {
  auto keys = keys_->of_copy(request.node);
  Texts arguments{std::move(request.node), std::to_string(request.next),
                  std::to_string(bounds_.copy_max)};
  add(arguments, std::move(records));
  const auto reply = co_await scripts_->give_copy.run(commands_, std::move(keys),
                                                      std::move(arguments), call_timeout);
  co_return is_one(reply);
}

}  // namespace dealbell::redis
