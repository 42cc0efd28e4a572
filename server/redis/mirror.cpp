#include "redis/mirror.hpp"

#include <algorithm>

#include "redis/mirror_scripts.hpp"

namespace dealbell::redis {
namespace asio = boost::asio;
namespace {

constexpr std::chrono::seconds call_timeout{5};
// In one pipeline, so that a stalled server costs little memory here.
constexpr std::size_t calls_at_once = 64;

// Our key names have letters, digits, : and _ only, so nothing needs escaping.
std::string change_notice(const TimedPosition& position, const std::vector<std::string>& names) {
  std::string json = "{\"log\":" + std::to_string(position.log) +
                     ",\"seq\":" + std::to_string(position.seq) +
                     ",\"at\":" + std::to_string(to_ms(position.at)) + ",\"keys\":[";
  for (const auto& name : names) json += (json.back() == '[' ? "\"" : ",\"") + name + "\"";
  return json + "]}";
}

}  // namespace

MirrorWriter::MirrorWriter(ReconnectingClient& client, const std::string& org)
    : client_(client), org_(org) {}

void MirrorWriter::forget_written() {
  connection_ = client_.connections();
  written_.clear();
  wins_.clear();
}

MirrorWriter::ScriptCall MirrorWriter::call_for(const std::string& name,
                                                const MirrorKey& key) const {
  const auto& at = key.position;
  const bool ranking = key.kind == MirrorKey::Kind::ranking;
  ScriptCall call{&mirror_key_script(), {full(name), full("positions")}, {}, name};
  call.arguments = {name,
                    std::to_string(at.log),
                    std::to_string(at.seq),
                    std::to_string(to_ms(at.at)),
                    ranking ? "ZADD" : "HSET",
                    written_.contains(name) ? "1" : "0"};
  for (const auto& [member, value] : key.values) {
    call.arguments.push_back(ranking ? value : member);
    call.arguments.push_back(ranking ? member : value);
  }
  return call;
}

MirrorWriter::ScriptCall MirrorWriter::call_for(const MirrorWin& win) const {
  ScriptCall call{&mirror_win_script(), {full("wins"), full("wins:known")}, {}, {}};
  call.arguments = {win.deal, std::to_string(to_ms(win.at))};
  for (const auto& [field, value] : win.fields) {
    call.arguments.push_back(field);
    call.arguments.push_back(value);
  }
  return call;
}

asio::awaitable<Result<std::vector<Reply>>> MirrorWriter::run(
    const std::vector<ScriptCall>& calls) {
  std::vector<Command> commands;
  for (const auto& call : calls)
    commands.push_back(call.script->by_hash(call.keys, call.arguments));
  auto replies = co_await client_.call(std::move(commands), call_timeout);
  if (!replies) co_return replies;
  for (std::size_t i = 0; i < calls.size(); ++i) {
    auto& reply = (*replies)[i];
    if (reply.is_error("NOSCRIPT")) {
      auto again =
          co_await calls[i].script->run(client_, calls[i].keys, calls[i].arguments, call_timeout);
      if (!again) co_return again.error();
      reply = std::move(*again);
    }
    if (reply.is_error())
      co_return error(Errc::internal, "Redis refused a key of the mirror: " + reply.text);
  }
  co_return replies;
}

asio::awaitable<Result<>> MirrorWriter::publish(const TimedPosition& position,
                                                const std::vector<std::string>& names) {
  Command command{"PUBLISH", full("changed"), change_notice(position, names)};
  const auto reply = co_await client_.call(std::move(command), call_timeout);
  if (!reply) co_return reply.error();
  if (reply->is_error())
    co_return error(Errc::internal, "Redis refused to publish the change: " + reply->text);
  co_return Result<>{};
}

asio::awaitable<Result<MirrorWriter::Written>> MirrorWriter::write(const MirrorContent& content) {
  if (!client_.connected()) co_return error(Errc::unavailable, "not connected to Redis");
  if (client_.connections() != connection_) forget_written();
  std::vector<ScriptCall> calls;
  for (const auto& [name, key] : content.keys) {
    const auto before = written_.find(name);
    if (before == written_.end() || before->second != key.values)
      calls.push_back(call_for(name, key));
  }
  for (const auto& win : content.wins)
    if (!wins_.contains(win.deal)) calls.push_back(call_for(win));

  Written written;
  std::vector<std::string> changed;
  bool won = false;
  for (std::size_t first = 0; first < calls.size(); first += calls_at_once) {
    const auto end = std::min(calls.size(), first + calls_at_once);
    const std::vector<ScriptCall> some(calls.begin() + static_cast<std::ptrdiff_t>(first),
                                       calls.begin() + static_cast<std::ptrdiff_t>(end));
    const auto replies = co_await run(some);
    if (!replies) co_return replies.error();
    for (std::size_t i = 0; i < some.size(); ++i) {
      const auto& [kind, integer, text, array] = (*replies)[i];
      const auto& name = some[i].name;
      if (text == "lost") {
        forget_written();
        co_return error(Errc::unavailable, "Redis has lost what was written");
      }
      won = won || (name.empty() && integer == 1);
      written.count += text == "written" || (name.empty() && integer == 1);
      written.ahead = written.ahead || text == "ahead";
      if (text == "written" && name != "position") changed.push_back(name);
      // A key that was left alone is sent again next time, even if its value is the same: its
      // position may be the newer one then.
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
    if (const auto published = co_await publish(content.position, changed); !published)
      co_return published.error();
  co_return written;
}

asio::awaitable<Result<bool>> MirrorWriter::is_intact() {
  if (client_.connections() != connection_) co_return false;
  if (written_.empty()) co_return false;
  Command command{"EXISTS", full("positions")};
  for (const auto& [name, values] : written_)
    if (!values.empty()) command.push_back(full(name));
  if (!wins_.empty()) command.push_back(full("wins"));
  const auto expected = static_cast<std::int64_t>(command.size()) - 1;
  const auto reply = co_await client_.call(std::move(command), call_timeout);
  if (!reply) co_return reply.error();
  const auto found = as_integer(*reply);
  if (!found) co_return found.error();
  if (*found != expected) forget_written();
  co_return *found == expected;
}

}  // namespace dealbell::redis
