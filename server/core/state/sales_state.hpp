#pragma once

#include <algorithm>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "core/facts/facts.hpp"
#include "core/state/org_view.hpp"

namespace dealbell::core {

// The sales floor: everything the events of the log say, folded. A pure function of the set of
// events and the org document, whatever the order of arrival; no clock, no I/O, no threads (one at
// a time).
class SalesState {
 public:
  // The calendar must be made of org.calendar.
  SalesState(Org org, Calendar calendar);
  SalesState(const SalesState&) = delete;
  SalesState& operator=(const SalesState&) = delete;

  // Applies one event of the log. Applying an event again changes nothing but the position.
  void apply(const Event& event, Seq seq);

  // The log has something at this seq that is no event.
  void skip(Seq seq) { seq_ = std::max(seq_, seq); }

  // Fills the facts of a floor that has heard nothing yet and counts them. `read` answers the seq
  // they are good from; nullopt when it cannot, and then the floor is good for nothing.
  Result<> load(const std::function<std::optional<Seq>(Facts&)>& read);

  // Reads everything anew under another document. Cost: all deals. Aside, so that the office goes
  // on meanwhile: begin_org, then fold_org until it answers false; the new document holds from then
  // on. A further begin_org starts over with that one.
  void set_org(Org org, Calendar calendar);
  void begin_org(Org org, Calendar calendar);
  bool fold_org(std::size_t most);
  // Counts the documents that have held: another number, another document.
  std::uint64_t org_changes() const { return org_changes_; }

  // Takes what another floor holds, and gives it its own: after a log has lost some of what was
  // folded. Nothing that was asked of this floor before holds any more.
  void swap_contents(SalesState& other, LogNumber log);
  std::uint64_t times_replaced() const { return times_replaced_; }
  // The log goes on under another number, with everything that is folded.
  void set_log(LogNumber log) { log_ = log; }

  // Two positions can be compared when they are of the same log.
  LogNumber log() const { return log_; }
  Seq seq() const { return seq_; }
  const Org& org() const { return org_view_->org(); }
  const Calendar& calendar() const { return org_view_->calendar(); }
  const Directory& directory() const { return org_view_->directory(); }
  const Pipelines& pipelines() const { return org_view_->pipelines(); }
  const Quotas& quotas() const { return org_view_->quotas(); }
  const OrgView& org_view() const { return *org_view_; }
  const Facts& facts() const { return *facts_; }
  const Cube& cube() const { return org_view_->cube(); }
  Names& names() const { return facts_->names; }
  const Stamps& stamps() const { return facts_->stamps; }
  OrgContext org_context() const { return org_view_->org_context(); }

  using Ref = core::Ref;
  const Deal& deal(Ref ref) const { return facts_->deals[ref]; }
  const Activity& activity(Ref ref) const { return facts_->activities[ref]; }
  std::size_t deal_count() const { return facts_->deals.size(); }
  const Deal* find_deal(std::string_view source, std::string_view id) const;

  using ByDay = OrgView::ByDay;
  const ByDay& by_day(Base base) const { return org_view_->by_day(base); }
  // The contributions behind an entry of by_day.
  std::vector<Contribution> contributions_of(Base base, Ref ref) const;
  bool of_activities(Base base) const;

  using ByTime = OrgView::ByTime;
  const ByTime& wins_by_time() const { return org_view_->wins_by_time(); }

  // Deals that were won by an event received lately, newest last: candidates for a moment.
  const std::deque<Ref>& recently_won() const { return recently_won_; }

  // When each source was last heard of (by time of receipt), for "CRM 14 s ago".
  const std::map<Name, Instant>& last_received() const { return facts_->last_received; }

  // The currencies that the base's deals carry, without those that carry none.
  std::vector<Name> currencies_of(Base base) const;

  // The office's currency; while it is unset the only one that won deals (while nothing is won:
  // open ones) carry, no_name when they carry none or several.
  Name currency() const;

  // 128 bits over every entity's merged state and what it contributes, as hex. Equal for equal sets
  // of events, in any order, on any node; positions and times of receipt are left out.
  std::string digest() const;

 private:
  void on(const DealEvent& event, Name source, StampId stamp);
  void on(const RefundEvent& event, Name source, StampId stamp);
  void on(const ActivityEvent& event, Name source, StampId stamp);
  // Changes facts that the deals' (and the activity's) entries rest on, and recounts those.
  template <class Change>
  void change(std::initializer_list<Ref> deals, std::optional<Ref> activity, Change change);
  void note_win(Ref ref, Instant received_at);

  std::unique_ptr<Facts> facts_;  // the books refer to them
  std::unique_ptr<OrgView> org_view_, next_;
  std::deque<Ref> recently_won_;
  Seq seq_ = 0;
  LogNumber log_ = 1;
  std::uint64_t org_changes_ = 0;
  std::uint64_t times_replaced_ = 0;
};

}  // namespace dealbell::core
