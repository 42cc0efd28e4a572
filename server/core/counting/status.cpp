#include "core/counting/status.hpp"

#include <algorithm>

namespace dealbell::core {

Statuses::Statuses(const Deal& deal, const Pipelines& pipelines, const Stamps& stamps)
    : named_(deal.status.changes) {
  const bool all_known = std::none_of(
      named_.begin(), named_.end(), [](const Change& c) { return c.value == DealStatus::unknown; });
  if (!all_known)
    each_status(
        deal, pipelines, stamps, [](StampId) { return true; },
        [&](const Change& change) { by_stage_.push_back(change); });
  const auto& all = changes();
  if (all.empty()) return;
  run_start_ = all.size() - 1;
  while (run_start_ > 0 && all[run_start_ - 1].value == all.back().value) --run_start_;
}

Name credited_owner(const Deal& deal, const Statuses& statuses, const Stamps& stamps) {
  const auto* owner = deal.owner.current();
  if (!owner) return no_name;
  if (!statuses.closed()) return *owner;
  // Changes saved together may arrive as several events of one millisecond, in any order.
  const auto closed = stamps[statuses.since()].time;
  Name credited = no_name;
  for (const auto& change : deal.owner.changes) {
    const bool later = stamps[change.stamp].time > closed;
    if (later && credited != no_name) break;
    if (change.value != no_name || !later) credited = change.value;
  }
  return credited;
}

}  // namespace dealbell::core
