#include "redis/log_repair.hpp"

#include <algorithm>

namespace dealbell::redis {
namespace {

// How to make a new log.
struct Plan {
  ChainedPosition base;  // it continues after this
  bool keep = true;      // the stream's records
  bool fill = true;      // append the copy's records after the base
};

Error changed() { return error(Errc::unavailable, "the shared log has changed in the meantime"); }

// A log of this copy alone.
LogServer::Answer<Plan> plan_from_copy(NodeCopy& copy, LogNumber number) {
  const auto end = copy.position().seq;
  const auto from = end - std::min(end, fill_max);
  auto chain = co_await copy.chain_at(from);
  if (!chain) co_return chain.error();
  co_return Plan{{number, from, std::move(*chain)}, false, true};
}

LogServer::Answer<Plan> make_plan(LogServer& server, NodeCopy& copy,
                                  const LogComparison& comparison) {
  const auto mine = copy.position();
  const auto number = std::max(comparison.log, mine.log) + 1;
  if (comparison.state == LogComparison::absent) co_return co_await plan_from_copy(copy, number);
  const auto prefix = co_await common_prefix(server, copy, comparison);
  if (!prefix) co_return prefix.error();
  const auto shared = prefix->value_or(0);
  const auto theirs = comparison.newest - shared;
  const auto ours = mine.seq - shared;
  const auto most = theirs == 0 ? fill_max : theirs;
  if (ours > most) co_return co_await plan_from_copy(copy, number);
  co_return Plan{{number, comparison.newest, comparison.chain}, true, theirs == 0};
}

}  // namespace

LogServer::Answer<std::optional<Seq>> common_prefix(LogServer& server, NodeCopy& copy,
                                                    LogComparison comparison) {
  const auto end = copy.position().seq;
  if (comparison.newest <= end) {
    const auto chain = co_await copy.chain_at(comparison.newest);
    if (!chain) co_return chain.error();
    if (*chain == comparison.chain) co_return comparison.newest;
  }
  // The copy ends before the stream begins: compare again once the records between are copied.
  if (end + 1 < comparison.first) co_return end;
  if (comparison.first > comparison.newest) co_return std::nullopt;  // empty stream
  auto same = comparison.first - 1;  // so far; equal chains mean that all records before are equal
  for (auto most = std::min(end, comparison.newest); same < most;) {
    const auto middle = same + (most - same + 1) / 2;
    const auto theirs = co_await server.entry(middle);
    if (!theirs) co_return theirs.error();
    if (!*theirs) co_return changed();
    const auto ours = co_await copy.chain_at(middle);
    if (!ours) co_return ours.error();
    if (*ours == (*theirs)->chain)
      same = middle;
    else
      most = middle - 1;
  }
  if (same >= comparison.first || same == 0) co_return same;
  // No record of the stream is in the copy. Do they differ from here on, or from earlier?
  const auto first = co_await server.entry(comparison.first);
  if (!first) co_return first.error();
  if (!*first) co_return changed();
  const auto before = co_await copy.chain_at(same);
  if (!before) co_return before.error();
  if (next_chain(*before, (*first)->record) == (*first)->chain) co_return same;
  co_return std::nullopt;
}

LogServer::Answer<> adopt(LogServer& server, NodeCopy& copy, LogComparison comparison) {
  const auto prefix = co_await common_prefix(server, copy, comparison);
  if (!prefix) co_return prefix.error();
  co_return co_await copy.roll_back(comparison.log, prefix->value_or(0));
}

LogServer::Answer<> declare(LogServer& server, NodeCopy& copy, LogComparison comparison,
                            std::string filler) {
  const auto plan = co_await make_plan(server, copy, comparison);
  if (!plan) co_return plan.error();
  const auto begun = co_await server.begin(comparison, plan->base, plan->keep, filler);
  if (!begun) co_return begun.error();
  if (!*begun) co_return Result<>{};
  const auto end = plan->fill ? copy.position().seq : plan->base.seq;
  for (auto at = plan->base.seq; at < end;) {
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
  if (!*finished || !plan->fill) co_return Result<>{};
  co_return co_await copy.roll_back(plan->base.log, end);
}

}  // namespace dealbell::redis
