#pragma once

#include <vector>

#include "core/facts/deal.hpp"
#include "core/org/pipelines.hpp"

namespace dealbell::core {

// Visits the changes of a deal's status, oldest first: each(change) for every change whose stamp is
// `known`. A status named by an event is used as it is. From an event with an unknown status on,
// the status is derived from the stage by the org document, until an event names one again; for a
// stage without a status in the document it is unknown.
template <class Known, class Each>
void each_status(const Deal& deal, const Pipelines& pipelines, const Stamps& stamps, Known known,
                 Each each) {
  const auto pipeline = pipelines.pipeline(deal.source, deal.pipeline.value);
  const auto& stages = deal.stage.changes;
  auto stage = stages.begin();
  auto here = DealStatus::unknown;
  bool by_stage = false;
  // Up to and including the event `end`: its stage applies when its status is derived.
  const auto follow_stages = [&](StampId end) {
    for (; stage != stages.end() && !(end != no_stamp && stamps.before(end, stage->stamp));
         ++stage) {
      if (!known(stage->stamp)) continue;
      const auto* listed = pipelines.stage(pipeline, deal.source, stage->value);
      here = listed ? listed->status : DealStatus::unknown;
      if (by_stage && stage->stamp != end) each(History<DealStatus>::Change{stage->stamp, here});
    }
  };
  for (const auto& change : deal.status.changes) {
    if (!known(change.stamp)) continue;
    follow_stages(change.stamp);
    by_stage = change.value == DealStatus::unknown;
    each(by_stage ? History<DealStatus>::Change{change.stamp, here} : change);
  }
  if (by_stage) follow_stages(no_stamp);
}

// Finds out since when a deal's closed_at is about its present close. Given its changes of status,
// oldest first.
class CloseBegin {
 public:
  void add(const History<DealStatus>::Change& change) {
    // A deleted deal that is restored keeps its close.
    if (change.value == DealStatus::deleted || change.value == DealStatus::unknown) return;
    if (closed_ != DealStatus::unknown && change.value != closed_) begin_ = change.stamp;
    closed_ = change.value == DealStatus::open ? DealStatus::unknown : change.value;
  }
  // What was said before the end of an earlier close is about that one. Changes saved together may
  // arrive as several events of one millisecond, in any order.
  bool dated_by(StampId closed_at, const Stamps& stamps) const {
    return begin_ == no_stamp || stamps[closed_at].time >= stamps[begin_].time;
  }

 private:
  DealStatus closed_ = DealStatus::unknown;  // won or lost if the deal is closed
  StampId begin_ = no_stamp;                 // the change that ended the last earlier close
};

// The history of a deal's status. Refers to the deal; valid while neither the deal nor the
// pipelines change. If events name every status, nothing is looked up or copied.
class Statuses {
 public:
  using Change = History<DealStatus>::Change;

  Statuses(const Deal& deal, const Pipelines& pipelines, const Stamps& stamps);

  const std::vector<Change>& changes() const { return by_stage_.empty() ? named_ : by_stage_; }
  DealStatus now() const {
    return changes().empty() ? DealStatus::unknown : changes().back().value;
  }
  bool closed() const { return now() == DealStatus::won || now() == DealStatus::lost; }
  bool countable() const { return closed() || now() == DealStatus::open; }

  // The index in changes() where the current status begins: repetitions of it do not start a new
  // run. 0 if there are no changes.
  std::size_t run_start() const { return run_start_; }
  StampId since() const { return changes()[run_start_].stamp; }  // requires a change

 private:
  const std::vector<Change>& named_;
  std::vector<Change> by_stage_;
  std::size_t run_start_ = 0;
};

// The owner who gets the credit. Fixed in the millisecond in which the deal is won or lost; later
// changes of owner do not move the credit. If the owner becomes known only after the close, the
// first one known is used.
Name credited_owner(const Deal& deal, const Statuses& statuses, const Stamps& stamps);

}  // namespace dealbell::core
