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

// A call takes well under a millisecond, a full fill some twenty; beyond this the answer is lost.
constexpr milliseconds longest{3'000};
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

Texts arguments_of(const Position& at) {
  return {std::to_string(at.log), std::to_string(at.seq), at.chain};
}

// Whether the script answered 1.
Result<bool> yes(const Result<Reply>& reply) {
  if (!reply) return away(reply.error());
  if (reply->kind != Reply::Kind::integer) return malformed_reply(*reply);
  return reply->integer == 1;
}

Result<> done(const Result<Reply>& reply) {
  const auto answer = yes(reply);
  if (!answer) return answer.error();
  return {};
}

std::string id_of(Seq seq) { return std::to_string(seq) + "-0"; }

}  // namespace

struct RedisLogStore::Names {
  std::string office;
  std::string log = key_of(office, "log"), copies = key_of(office, "copies"),
              nodes = key_of(office, "nodes");
  Texts log_keys{log, key_of(office, "meta"), key_of(office, "ids:0"), key_of(office, "ids:1")};

  Texts copy_keys(const std::string& node) const {
    return {copies, key_of(office, "copy:" + node)};
  }
};

struct RedisLogStore::Steps {
  Script compare{log_scripts().compare}, append{log_scripts().append}, begin{log_scripts().begin},
      fill{log_scripts().fill}, finish{log_scripts().finish},
      register_node{log_scripts().register_node}, enrolled{log_scripts().enrolled},
      want{log_scripts().want}, take{log_scripts().take}, want_no_more{log_scripts().want_no_more},
      give{log_scripts().give};
};

RedisLogStore::RedisLogStore(ReconnectingClient& commands, ReconnectingClient& tail,
                             const std::string& office, Bounds bounds)
    : commands_(commands),
      tail_(tail),
      bounds_(bounds),
      names_(new Names{office}),
      steps_(std::make_unique<Steps>()) {}

RedisLogStore::~RedisLogStore() = default;

LogServer::Answer<LogComparison> RedisLogStore::compare(Position copy) {
  const auto reply =
      co_await steps_->compare.run(commands_, names_->log_keys, arguments_of(copy), longest);
  co_return comparison_of(reply);
}

LogServer::Answer<LogComparison> RedisLogStore::append(Position copy,
                                                       std::vector<LogRecord> records) {
  auto arguments = arguments_of(copy);
  add(arguments, std::move(records));
  const auto reply =
      co_await steps_->append.run(commands_, names_->log_keys, std::move(arguments), longest);
  co_return comparison_of(reply);
}

// After a fail-over one of the two may still be with the old master, which has another log.
Result<> RedisLogStore::on_one_server() {
  const auto commands = commands_.state(), tail = tail_.state();
  if (commands.where == tail.where) return {};
  const auto why =
      "the master was " + tail.where + " and is " + commands.where + ", or the reverse";
  (commands.since < tail.since ? commands_ : tail_).reconnect(why);
  return error(Errc::unavailable, why);
}

LogServer::Answer<std::vector<LogEntry>> RedisLogStore::read(Seq seq, milliseconds wait) {
  Command command{"XREAD",   "COUNT",     entries_.text(), "BLOCK", std::to_string(wait.count()),
                  "STREAMS", names_->log, id_of(seq)};
  auto reply = co_await tail_.call(std::move(command), wait + read_margin);
  if (!reply) {
    entries_.shrink();
    co_return away(reply.error());
  }
  entries_.came();
  if (auto one = on_one_server(); !one) co_return one.error();
  if (reply->is_nil()) co_return std::vector<LogEntry>{};
  if (reply->array.size() != 1 || reply->array[0].array.size() != 2)
    co_return malformed_reply(*reply);
  co_return entries_of(std::move(reply->array[0].array[1]));
}

LogServer::Answer<std::optional<LogEntry>> RedisLogStore::entry(Seq seq) {
  Command command{"XRANGE", names_->log, id_of(seq), id_of(seq)};
  auto reply = co_await commands_.call(std::move(command), longest);
  if (!reply) co_return away(reply.error());
  auto entries = entries_of(std::move(*reply));
  if (!entries) co_return entries.error();
  if (entries->empty()) co_return std::nullopt;
  co_return std::move(entries->front());
}

LogServer::Answer<bool> RedisLogStore::begin(LogComparison seen, Position base, bool keep,
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
      co_await steps_->begin.run(commands_, names_->log_keys, std::move(arguments), longest);
  co_return yes(reply);
}

LogServer::Answer<bool> RedisLogStore::fill(std::string filler, Seq after,
                                            std::vector<LogRecord> records) {
  Texts arguments{std::move(filler), std::to_string(after)};
  add(arguments, std::move(records));
  const auto reply =
      co_await steps_->fill.run(commands_, names_->log_keys, std::move(arguments), longest);
  co_return yes(reply);
}

LogServer::Answer<bool> RedisLogStore::finish(std::string filler) {
  Texts arguments{std::move(filler)};
  const auto reply =
      co_await steps_->finish.run(commands_, names_->log_keys, std::move(arguments), longest);
  co_return yes(reply);
}

LogServer::Answer<bool> RedisLogStore::register_node(std::string node, std::string disk, Seq seq) {
  Texts keys{names_->log, names_->nodes};
  Texts arguments{std::move(node), std::move(disk), std::to_string(seq),
                  std::to_string(bounds_.behind_slowest), std::to_string(bounds_.in_stream)};
  const auto reply =
      co_await steps_->register_node.run(commands_, std::move(keys), std::move(arguments), longest);
  co_return yes(reply);
}

LogServer::Answer<std::vector<std::string>> RedisLogStore::enrolled() {
  Texts keys{names_->nodes};
  auto reply = co_await steps_->enrolled.run(commands_, std::move(keys), {}, longest);
  if (!reply) co_return away(reply.error());
  if (reply->kind != Reply::Kind::array) co_return malformed_reply(*reply);
  Texts nodes;
  for (auto& node : reply->array) nodes.push_back(std::move(node.text));
  co_return nodes;
}

LogServer::Answer<> RedisLogStore::want(std::string node, Seq from) {
  auto keys = names_->copy_keys(node);
  Texts arguments{std::move(node), std::to_string(from)};
  const auto reply =
      co_await steps_->want.run(commands_, std::move(keys), std::move(arguments), longest);
  co_return done(reply);
}

LogServer::Answer<std::vector<LogRecord>> RedisLogStore::take(std::string node, Seq from) {
  auto keys = names_->copy_keys(node);
  Texts arguments{std::move(node), std::to_string(from), copied_.text()};
  auto reply = co_await steps_->take.run(commands_, std::move(keys), std::move(arguments), longest);
  if (!reply) {
    copied_.shrink();
    co_return away(reply.error());
  }
  copied_.came();
  co_return records_of(std::move(*reply));
}

LogServer::Answer<> RedisLogStore::want_no_more(std::string node) {
  auto keys = names_->copy_keys(node);
  Texts arguments{std::move(node)};
  const auto reply =
      co_await steps_->want_no_more.run(commands_, std::move(keys), std::move(arguments), longest);
  co_return done(reply);
}

LogServer::Answer<std::vector<LogServer::Wanted>> RedisLogStore::wanted() {
  Command command{"HGETALL", names_->copies};
  auto reply = co_await commands_.call(std::move(command), longest);
  if (!reply) co_return away(reply.error());
  if (reply->kind != Reply::Kind::array) co_return malformed_reply(*reply);
  std::vector<Wanted> all;
  for (std::size_t i = 0; i + 1 < reply->array.size(); i += 2) {
    const auto next = number_of<Seq>(reply->array[i + 1].text);
    if (next) all.push_back({reply->array[i].text, *next});
  }
  co_return all;
}

LogServer::Answer<bool> RedisLogStore::give(Wanted wanted, std::vector<LogRecord> records) {
  auto keys = names_->copy_keys(wanted.node);
  Texts arguments{std::move(wanted.node), std::to_string(wanted.next),
                  std::to_string(bounds_.copies_wait)};
  add(arguments, std::move(records));
  const auto reply =
      co_await steps_->give.run(commands_, std::move(keys), std::move(arguments), longest);
  co_return yes(reply);
}

}  // namespace dealbell::redis
