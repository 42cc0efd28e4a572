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

// Everything the events of the log say, folded in memory: the facts and the org view in use. A pure
// function of the set of events and the org document, independent of the order of arrival. No
// clock, no I/O; one thread at a time.
class SalesState {
 public:
  // The calendar must be made from org.calendar.
  SalesState(Org org, Calendar calendar);
  SalesState(const SalesState&) = delete;
  SalesState& operator=(const SalesState&) = delete;

  // Applies one event of the log. Applying an event again changes only the position.
  void apply(const Event& event, Seq seq);

  // Advances the position over a log record that is not an event.
  void skip(Seq seq) { seq_ = std::max(seq_, seq); }

  // Fills the facts of a new, empty state with `read` and counts them. `read` returns the position
  // of the facts. If it returns nullopt the result is Errc::corrupt, and the state may only be
  // destroyed.
  Result<> load(const std::function<std::optional<Seq>(Facts&)>& read);

  // Recomputes everything for another document, at the cost of visiting all deals. In slices, while
  // events go on being applied: begin_org, then fold_org until it returns false; from then on the
  // new document is in use. Calling begin_org again starts over with that document.
  void set_org(Org org, Calendar calendar);
  void begin_org(Org org, Calendar calendar);
  bool fold_org(std::size_t most);
  // Incremented whenever another document comes into use.
  std::uint64_t org_changes() const { return org_changes_; }

  // Swaps contents with another state: after a log has lost records that had been applied. All
  // references obtained from this state become invalid.
  void swap_contents(SalesState& other, LogNumber log);
  std::uint64_t times_replaced() const { return times_replaced_; }
  // The log continues under another number; the contents stay.
  void set_log(LogNumber log) { log_ = log; }

  // Positions can only be compared within the same log.
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
  bool counts_activities(Base base) const { return org_view_->counts_activities(base); }

  using ByTime = OrgView::ByTime;
  const ByTime& wins_by_time() const { return org_view_->wins_by_time(); }

  // Deals won by recently received events, newest last: candidates for moments.
  const std::deque<Ref>& recently_won() const { return recently_won_; }

  // When an event of each source was last received, for "CRM 14 s ago".
  const std::map<Name, Instant>& last_received() const { return facts_->last_received; }

  // The currencies of the base's deals.
  std::vector<Name> currencies_of(Base base) const;

  // The office's currency. While it is not set: the only currency of won deals (of open ones if
  // there are no wins); no_name if there is none or several.
  Name currency() const;

  // A hash of 128 bits, in hex, over every entity's merged facts and contributions. Equal for equal
  // sets of events in any order and on any node; positions and times of receipt are not included.
  std::string digest() const;

 private:
  void on(const DealEvent& event, Name source, StampId stamp);
  void on(const RefundEvent& event, Name source, StampId stamp);
  void on(const ActivityEvent& event, Name source, StampId stamp);
  // Calls `change`, which changes facts, and recounts the deals and the activity it affects.
  template <class Change>
  void change(std::initializer_list<Ref> deals, std::optional<Ref> activity, Change change);
  void note_win(Ref ref, Instant received_at);

  std::unique_ptr<Facts> facts_;  // org views hold references to it
  std::unique_ptr<OrgView> org_view_, next_;
  std::deque<Ref> recently_won_;
  Seq seq_ = 0;
  LogNumber log_ = 1;
  std::uint64_t org_changes_ = 0;
  std::uint64_t times_replaced_ = 0;
};

}  // namespace dealbell::core
