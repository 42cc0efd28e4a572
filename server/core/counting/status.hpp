#pragma once

#include <vector>

#include "core/facts/deal.hpp"
#include "core/org/pipelines.hpp"

namespace dealbell::core {

// What happened to a deal's status, oldest first, as the office reads it: each(change) for every
// change whose stamp is `known`. What events name stands. From an event on that leaves the status
// unknown the stage says it, by the org document, until an event names one; a stage for which the
// document has no word is unknown.
template <class Known, class Each>
void each_status(const Deal& deal, const Pipelines& pipelines, const Stamps& stamps, Known known,
                 Each each) {
  const auto pipeline = pipelines.pipeline(deal.source, deal.pipeline.value);
  const auto& stages = deal.stage.changes;
  auto stage = stages.begin();
  auto here = DealStatus::unknown;
  bool by_stage = false;
  // Up to and with the event `end`: what it says of the stage holds when its status is read.
  const auto follow_stages = [&](StampId end) {
    for (; stage != stages.end() && !(end != no_stamp && stamps.before(end, stage->stamp));
         ++stage) {
      if (!known(stage->stamp)) continue;
      const auto* listed = pipelines.stage(pipeline, deal.source, stage->value);
      here = listed ? listed->status : DealStatus::unknown;
      if (by_stage && stage->stamp != end) each(History<DealStatus>::Change{stage->stamp, here});
    }
  };
  for (const auto& said : deal.status.changes) {
    if (!known(said.stamp)) continue;
    follow_stages(said.stamp);
    by_stage = said.value == DealStatus::unknown;
    each(by_stage ? History<DealStatus>::Change{said.stamp, here} : said);
  }
  if (by_stage) follow_stages(no_stamp);
}

// A deal's statuses for as long as neither the deal nor the pipelines change. Where events name
// every one of them nothing is looked up or copied.
class Statuses {
 public:
  using Change = History<DealStatus>::Change;

  Statuses(const Deal& deal, const Pipelines& pipelines, const Stamps& stamps);

  const std::vector<Change>& changes() const { return by_stage_.empty() ? said_ : by_stage_; }
  DealStatus now() const {
    return changes().empty() ? DealStatus::unknown : changes().back().value;
  }
  bool closed() const { return now() == DealStatus::won || now() == DealStatus::lost; }
  bool countable() const { return closed() || now() == DealStatus::open; }

  // Where the unbroken run of the present status begins, in changes(); 0 without any.
  std::size_t run_start() const { return run_start_; }
  StampId since() const { return changes()[run_start_].stamp; }  // there must be a change

 private:
  const std::vector<Change>& said_;
  std::vector<Change> by_stage_;
  std::size_t run_start_ = 0;
};

// closed_at, else the merge time of the first event of the current run. Only for closed deals.
Instant closed_time(const Deal& deal, const Statuses& statuses, const Stamps& stamps);

// Whose deal it is for credit: the owner, which freezes with the millisecond in which the deal is
// won or lost. An owner that becomes known only after the close is taken all the same.
Name credited_owner(const Deal& deal, const Statuses& statuses, const Stamps& stamps);

}  // namespace dealbell::core
