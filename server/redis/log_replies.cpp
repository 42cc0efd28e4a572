#include "redis/log_replies.hpp"

#include <algorithm>
#include <utility>

namespace dealbell::redis {
namespace {

using Kind = Reply::Kind;

constexpr std::pair<std::string_view, LogComparison::State> states[] = {
    {"same", LogComparison::same},       {"trimmed", LogComparison::trimmed},
    {"lagging", LogComparison::lagging}, {"ended", LogComparison::ended},
    {"forked", LogComparison::forked},   {"other", LogComparison::other},
    {"filling", LogComparison::filling}, {"abandoned", LogComparison::abandoned},
    {"absent", LogComparison::absent}};

bool are_texts(const std::vector<Reply>& replies) {
  return std::all_of(replies.begin(), replies.end(),
                     [](const Reply& reply) { return reply.kind == Kind::text; });
}

// An entry is its id and the fields h H s SOURCE i ID t MS b BODY.
std::optional<LogEntry> entry_of(Reply& reply) {
  if (reply.array.size() != 2 || reply.array[1].array.size() != 10) return std::nullopt;
  auto& fields = reply.array[1].array;
  const std::string_view id = reply.array[0].text;
  const auto seq = number_of<Seq>(id.substr(0, id.find('-')));
  const auto received_at = number_of<std::int64_t>(fields[7].text);
  if (!are_texts(fields) || !seq || !received_at) return std::nullopt;
  LogEntry entry{*seq, std::move(fields[1].text), {}};
  entry.record = {std::move(fields[3].text), std::move(fields[5].text), *received_at,
                  std::move(fields[9].text)};
  return entry;
}

}  // namespace

Error unavailable(Error why) {
  why.code = Errc::unavailable;
  return why;
}

Error malformed_reply(const Reply& reply) {
  if (reply.kind == Kind::error) return error(Errc::unavailable, "Redis answered: " + reply.text);
  return error(Errc::unavailable, "the shared log in Redis was changed by another program");
}

Result<LogComparison> comparison_of(const Result<Reply>& reply) {
  if (!reply) return unavailable(reply.error());
  const auto& parts = reply->array;
  if (parts.size() != 5) return malformed_reply(*reply);
  const auto state = std::find_if(std::begin(states), std::end(states),
                                  [&](const auto& one) { return one.first == parts[0].text; });
  if (state == std::end(states)) return malformed_reply(*reply);
  return LogComparison{state->second, parts[1].integer, static_cast<Seq>(parts[2].integer),
                       parts[3].text, static_cast<Seq>(parts[4].integer)};
}

Result<std::vector<LogEntry>> entries_of(Reply reply) {
  if (reply.kind != Kind::array) return malformed_reply(reply);
  std::vector<LogEntry> entries;
  entries.reserve(reply.array.size());
  for (auto& one : reply.array) {
    auto entry = entry_of(one);
    if (!entry) return malformed_reply(one);
    entries.push_back(std::move(*entry));
  }
  return entries;
}

Result<std::vector<LogRecord>> records_of(Reply reply) {
  auto& parts = reply.array;
  if (reply.kind != Kind::array || parts.size() % 4 != 0 || !are_texts(parts))
    return malformed_reply(reply);
  std::vector<LogRecord> records;
  for (std::size_t i = 0; i < parts.size(); i += 4) {
    const auto received_at = number_of<std::int64_t>(parts[i + 2].text);
    if (!received_at) return malformed_reply(reply);
    records.push_back({std::move(parts[i].text), std::move(parts[i + 1].text), *received_at,
                       std::move(parts[i + 3].text)});
  }
  return records;
}

}  // namespace dealbell::redis
