#include "redis/log_repair.hpp"

#include <algorithm>

namespace dealbell::redis {
namespace {

// What a new log is made of.
struct Plan {
  Position base;     // it goes on from here
  bool keep = true;  // what is in the stream
  bool fill = true;  // with the copy's records after the base
};

Error changed_meanwhile() {
  return error(Errc::unavailable, "the shared log has changed meanwhile");
}

LogServer::Answer<Plan> anew(NodeCopy& copy, LogNumber number) {
  const auto end = copy.position().seq;
  const auto from = end - std::min(end, fill_max);
  auto chain = co_await copy.chain_at(from);
  if (!chain) co_return chain.error();
  co_return Plan{{number, from, std::move(*chain)}, false, true};
}

LogServer::Answer<Plan> plan(LogServer& server, NodeCopy& copy, const LogComparison& compare) {
  const auto mine = copy.position();
  const auto number = std::max(compare.log, mine.log) + 1;
  if (compare.state == LogComparison::absent) co_return co_await anew(copy, number);
  const auto prefix = co_await common_prefix(server, copy, compare);
  if (!prefix) co_return prefix.error();
  const auto shared = prefix->value_or(0);
  const auto theirs = compare.newest - shared;
  const auto ours = mine.seq - shared;
  const auto most = theirs == 0 ? fill_max : theirs;
  if (ours > most) co_return co_await anew(copy, number);
  co_return Plan{{number, compare.newest, compare.chain}, true, theirs == 0};
}

}  // namespace

LogServer::Answer<std::optional<Seq>> common_prefix(LogServer& server, NodeCopy& copy,
                                                    LogComparison compare) {
  const auto end = copy.position().seq;
  if (compare.newest <= end) {
    const auto chain = co_await copy.chain_at(compare.newest);
    if (!chain) co_return chain.error();
    if (*chain == compare.chain) co_return compare.newest;
  }
  // What the copy lacks before the stream's first record is compared when it has come.
  if (end + 1 < compare.first) co_return end;
  if (compare.first > compare.newest) co_return std::nullopt;  // and nothing there to compare
  auto same = compare.first - 1;  // so far; equal chains mean that everything before is equal
  for (auto most = std::min(end, compare.newest); same < most;) {
    const auto middle = same + (most - same + 1) / 2;
    const auto theirs = co_await server.entry(middle);
    if (!theirs) co_return theirs.error();
    if (!*theirs) co_return changed_meanwhile();
    const auto ours = co_await copy.chain_at(middle);
    if (!ours) co_return ours.error();
    if (*ours == (*theirs)->chain)
      same = middle;
    else
      most = middle - 1;
  }
  if (same >= compare.first || same == 0) co_return same;
  // Nothing of the stream is the copy's. Did they part here or before?
  const auto first = co_await server.entry(compare.first);
  if (!first) co_return first.error();
  if (!*first) co_return changed_meanwhile();
  const auto before = co_await copy.chain_at(same);
  if (!before) co_return before.error();
  if (next_chain(*before, (*first)->record) == (*first)->chain) co_return same;
  co_return std::nullopt;
}

LogServer::Answer<> adopt(LogServer& server, NodeCopy& copy, LogComparison compare) {
  const auto prefix = co_await common_prefix(server, copy, compare);
  if (!prefix) co_return prefix.error();
  co_return co_await copy.roll_back(compare.log, prefix->value_or(0));
}

LogServer::Answer<> declare(LogServer& server, NodeCopy& copy, LogComparison compare,
                            std::string filler) {
  const auto what = co_await plan(server, copy, compare);
  if (!what) co_return what.error();
  const auto begun = co_await server.begin(compare, what->base, what->keep, filler);
  if (!begun) co_return begun.error();
  if (!*begun) co_return Result<>{};
  const auto end = what->fill ? copy.position().seq : what->base.seq;
  for (auto at = what->base.seq; at < end;) {
    auto records = co_await copy.read(at);
    if (!records) co_return records.error();
    const auto count = records->size();
    const auto filled = co_await server.fill(filler, at, std::move(*records));
    if (!filled) co_return filled.error();
    if (!*filled) co_return Result<>{};
    at += count;
  }
  const auto finished = co_await server.finish(filler);
  if (!finished) co_return finished.error();
  if (!*finished || !what->fill) co_return Result<>{};
  co_return co_await copy.roll_back(what->base.log, end);
}

}  // namespace dealbell::redis
