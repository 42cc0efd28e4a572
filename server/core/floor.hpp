#pragma once

#include <deque>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/calendar.hpp"
#include "core/contribution.hpp"
#include "core/cube.hpp"
#include "core/deal.hpp"
#include "core/directory.hpp"
#include "core/entities.hpp"
#include "core/org.hpp"

namespace dealbell::core {

// The sales floor: everything the events of the log say, folded. A pure function of the set of
// events and the org document, whatever the order of arrival; no clock, no I/O, no threads (one at
// a time).
class Floor {
 public:
  // The org's zone must be known to this machine (see Calendar::create).
  Floor(Org org, Calendar calendar);
  Floor(const Floor&) = delete;
  Floor& operator=(const Floor&) = delete;

  // Applies one event of the log. Applying an event again changes nothing but the position.
  void apply(const Event& event, Seq seq);

  // Reads everything anew under another document. Cost: all deals.
  void set_org(Org org, Calendar calendar);

  Seq seq() const { return seq_; }
  const Org& org() const { return org_; }
  const Calendar& calendar() const { return calendar_; }
  const Directory& directory() const { return directory_; }
  const Cube& cube() const { return cube_; }
  Names& names() const { return names_; }
  const Stamps& stamps() const { return stamps_; }
  Reading reading() const { return {directory_, calendar_, stamps_}; }

  using Ref = std::uint32_t;  // a deal's or an activity's number on this floor
  const Deal& deal(Ref ref) const { return deals_[ref]; }
  const Activity& activity(Ref ref) const { return activities_[ref]; }
  std::size_t deal_count() const { return deals_.size(); }
  const Deal* find_deal(std::string_view source, std::string_view id) const;

  // What contributes to a base, by day.
  using ByDay = std::set<std::pair<Day, Ref>>;
  const ByDay& by_day(Base base) const { return by_day_[static_cast<std::size_t>(base)]; }
  // The contributions behind an entry of by_day.
  std::vector<Contribution> contributions_of(Base base, Ref ref) const;

  // Deals that are won, by when.
  using ByTime = std::set<std::pair<Instant, Ref>>;
  const ByTime& wins_by_time() const { return wins_by_time_; }

  // Deals that were won by an event received lately, newest last: candidates for a moment.
  const std::deque<Ref>& recently_won() const { return recently_won_; }

  // When each source was last heard of (by time of receipt), for "CRM 14 s ago".
  const std::map<Name, Instant>& last_heard() const { return last_heard_; }

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
  template <class Merge>
  void change_deal(Ref ref, Merge merge);
  void count(const Contribution& contribution, Ref ref, bool add);
  std::optional<Instant> won_at(Ref ref) const;
  void note_win(Ref ref, Instant received_at);

  mutable Names names_;  // reading may meet a new qualified key; texts never change
  Stamps stamps_{names_};
  Org org_;
  Calendar calendar_;
  Directory directory_;
  Entities<Deal> deals_;
  Entities<Refund> refunds_;
  Entities<Activity> activities_;
  Cube cube_;
  ByDay by_day_[base_count];
  ByTime wins_by_time_;
  std::deque<Ref> recently_won_;
  std::map<Name, Instant> last_heard_;
  Seq seq_ = 0;
};

}  // namespace dealbell::core
