#include "redis/mirror.hpp"

#include <algorithm>

#include "redis/mirror_scripts.hpp"

namespace dealbell::redis {
namespace asio = boost::asio;
namespace {

constexpr std::chrono::seconds answer_within{5};
// Of one pipeline: what a stalled server makes us hold stays small.
constexpr std::size_t orders_at_once = 64;

// Names are ours: letters, digits, : and _, so nothing needs escaping.
std::string notice(const MirrorPosition& position, const std::vector<std::string>& names) {
  std::string json = "{\"log\":" + std::to_string(position.log) +
                     ",\"seq\":" + std::to_string(position.seq) +
                     ",\"at\":" + std::to_string(to_ms(position.at)) + ",\"keys\":[";
  for (const auto& name : names) json += (json.back() == '[' ? "\"" : ",\"") + name + "\"";
  return json + "]}";
}

}  // namespace

MirrorWriter::MirrorWriter(ReconnectingClient& link, const std::string& org)
    : link_(link), org_(org) {}

void MirrorWriter::forget() {
  connection_ = link_.connections();
  written_.clear();
  wins_.clear();
}

MirrorWriter::Order MirrorWriter::order_for(const std::string& name, const MirrorKey& key) const {
  const auto& at = key.position;
  const bool ranking = key.kind == MirrorKey::Kind::ranking;
  Order order{&mirror_key_script(), {full(name), full("positions")}, {}, name};
  order.arguments = {name,
                     std::to_string(at.log),
                     std::to_string(at.seq),
                     std::to_string(to_ms(at.at)),
                     ranking ? "ZADD" : "HSET",
                     written_.contains(name) ? "1" : "0"};
  for (const auto& [member, value] : key.values) {
    order.arguments.push_back(ranking ? value : member);
    order.arguments.push_back(ranking ? member : value);
  }
  return order;
}

MirrorWriter::Order MirrorWriter::order_for(const MirrorWin& win) const {
  Order order{&mirror_win_script(), {full("wins"), full("wins:known")}, {}, {}};
  order.arguments = {win.deal, std::to_string(to_ms(win.at))};
  for (const auto& [field, value] : win.fields) {
    order.arguments.push_back(field);
    order.arguments.push_back(value);
  }
  return order;
}

asio::awaitable<Result<std::vector<Reply>>> MirrorWriter::give(const std::vector<Order>& orders) {
  std::vector<Command> commands;
  for (const auto& order : orders)
    commands.push_back(order.script->by_hash(order.keys, order.arguments));
  auto replies = co_await link_.call(std::move(commands), answer_within);
  if (!replies) co_return replies;
  for (std::size_t i = 0; i < orders.size(); ++i) {
    auto& reply = (*replies)[i];
    if (reply.is_error("NOSCRIPT")) {
      auto again =
          co_await orders[i].script->run(link_, orders[i].keys, orders[i].arguments, answer_within);
      if (!again) co_return again.error();
      reply = std::move(*again);
    }
    if (reply.is_error())
      co_return error(Errc::internal, "Redis refuses the mirror: " + reply.text);
  }
  co_return replies;
}

asio::awaitable<Result<>> MirrorWriter::announce(const MirrorPosition& position,
                                                 const std::vector<std::string>& names) {
  Command command{"PUBLISH", full("changed"), notice(position, names)};
  const auto told = co_await link_.call(std::move(command), answer_within);
  if (!told) co_return told.error();
  if (told->is_error()) co_return error(Errc::internal, "Redis refuses the notice: " + told->text);
  co_return Result<>{};
}

asio::awaitable<Result<MirrorWriter::Written>> MirrorWriter::write(const MirrorContent& content) {
  if (!link_.connected()) co_return error(Errc::unavailable, "not connected to Redis");
  if (link_.connections() != connection_) forget();
  std::vector<Order> orders;
  for (const auto& [name, key] : content.keys) {
    const auto before = written_.find(name);
    if (before == written_.end() || before->second != key.values)
      orders.push_back(order_for(name, key));
  }
  for (const auto& win : content.wins)
    if (!wins_.contains(win.deal)) orders.push_back(order_for(win));

  Written written;
  std::vector<std::string> changed;
  bool won = false;
  for (std::size_t first = 0; first < orders.size(); first += orders_at_once) {
    const auto end = std::min(orders.size(), first + orders_at_once);
    const std::vector<Order> some(orders.begin() + static_cast<std::ptrdiff_t>(first),
                                  orders.begin() + static_cast<std::ptrdiff_t>(end));
    const auto replies = co_await give(some);
    if (!replies) co_return replies.error();
    for (std::size_t i = 0; i < some.size(); ++i) {
      const auto& [kind, integer, text, array] = (*replies)[i];
      const auto& name = some[i].name;
      if (text == "lost") {
        forget();
        co_return error(Errc::unavailable, "Redis has lost what was written");
      }
      won = won || (name.empty() && integer == 1);
      written.count += text == "written" || (name.empty() && integer == 1);
      written.ahead = written.ahead || text == "ahead";
      if (text == "written" && name != "position") changed.push_back(name);
      // What was refused is tried again: it may be as new as that tomorrow, and the same.
      if (text == "ahead")
        written_.erase(name);
      else if (!name.empty())
        written_[name] = content.keys.at(name).values;
    }
  }
  wins_.clear();
  for (const auto& win : content.wins) wins_.insert(win.deal);
  if (won) changed.push_back("wins");
  if (!changed.empty())
    if (const auto told = co_await announce(content.position, changed); !told)
      co_return told.error();
  co_return written;
}

asio::awaitable<Result<bool>> MirrorWriter::stands() {
  if (link_.connections() != connection_) co_return false;
  if (written_.empty()) co_return false;
  Command command{"EXISTS", full("positions")};
  for (const auto& [name, values] : written_)
    if (!values.empty()) command.push_back(full(name));
  if (!wins_.empty()) command.push_back(full("wins"));
  const auto expected = static_cast<std::int64_t>(command.size()) - 1;
  const auto reply = co_await link_.call(std::move(command), answer_within);
  if (!reply) co_return reply.error();
  const auto there = as_integer(*reply);
  if (!there) co_return there.error();
  if (*there != expected) forget();
  co_return *there == expected;
}

}  // namespace dealbell::redis
