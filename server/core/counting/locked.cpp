#include "core/counting/locked.hpp"

#include <algorithm>

#include "core/counting/status.hpp"

namespace dealbell::core {
namespace {

// The deal's close as it was known at one time; nothing while it was not closed.
struct Position {
  DealStatus status = DealStatus::unknown;
  Instant when;
  std::optional<Amount> amount;
  friend bool operator==(const Position&, const Position&) = default;
};

class LockedDeal {
 public:
  LockedDeal(const Deal& deal, const OrgContext& org_context)
      : deal_(deal), org_context_(org_context) {}

  std::vector<Booking> keep() {
    auto before = known_at(Instant::min());  // what imports have said
    if (before) enter(*before, {});
    for (const auto t : heard_at()) {
      const auto now = known_at(t);
      if (now == before) continue;
      if (before) take_back(t);
      if (now) enter(*now, t);
      before = now;
    }
    return std::move(kept_);
  }

 private:
  bool known(StampId id, Instant t) const {
    const auto& stamp = org_context_.stamps[id];
    return stamp.quiet || stamp.received_at <= t;
  }

  std::vector<Instant> heard_at() const {
    std::vector<Instant> times;
    const auto add = [&](StampId id) {
      if (id != no_stamp && !org_context_.stamps[id].quiet)
        times.push_back(org_context_.stamps[id].received_at);
    };
    for (const auto& change : deal_.status.changes) add(change.stamp);
    if (statuses_by_stage())
      for (const auto& change : deal_.stage.changes) add(change.stamp);
    for (const auto& change : deal_.amount.changes) add(change.stamp);
    add(deal_.closed_at.stamp);
    std::sort(times.begin(), times.end());
    times.erase(std::unique(times.begin(), times.end()), times.end());
    return times;
  }

  bool statuses_by_stage() const {
    const auto& said = deal_.status.changes;
    return std::any_of(said.begin(), said.end(),
                       [](const auto& change) { return change.value == DealStatus::unknown; });
  }

  std::optional<Position> known_at(Instant t) const {
    Position position;
    each_status(
        deal_, org_context_.pipelines, org_context_.stamps,
        [&](StampId id) { return known(id, t); },
        [&](const Statuses::Change& change) {
          if (change.value != position.status)
            position.when = org_context_.stamps[change.stamp].time;
          position.status = change.value;
        });
    if (position.status != DealStatus::won && position.status != DealStatus::lost)
      return std::nullopt;
    if (deal_.closed_at.value && known(deal_.closed_at.stamp, t))
      position.when = *deal_.closed_at.value;
    for (const auto& change : deal_.amount.changes)
      if (known(change.stamp, t)) position.amount = change.value;
    return position;
  }

  bool locked(Instant booked_at, Instant t) const {
    return is_locked(org_context_.calendar.day_of(booked_at), t, org_context_.org,
                     org_context_.calendar);
  }

  void enter(const Position& p, std::optional<Instant> heard) {
    const bool late = heard && locked(p.when, *heard);
    kept_.push_back({p.status, p.when, p.amount, 1, late ? *heard : p.when, late});
    standing_ = kept_.size() - 1;
  }

  // Out of open books it simply goes; closed ones get an entry against it.
  void take_back(Instant heard) {
    if (!locked(kept_[standing_].booked_at, heard)) {
      kept_.erase(kept_.begin() + static_cast<std::ptrdiff_t>(standing_));
      return;
    }
    auto against = kept_[standing_];
    against.sign = -1;
    against.booked_at = heard;
    against.late = true;
    kept_.push_back(against);
  }

  const Deal& deal_;
  const OrgContext& org_context_;
  std::vector<Booking> kept_;
  std::size_t standing_ = 0;  // the booking that holds now
};

}  // namespace

bool is_locked(Day day, Instant t, const Org& org, const Calendar& calendar) {
  if (!org.lock) return false;
  const auto month = calendar.period_of(PeriodKind::month, day);
  if (month.from < org.lock->from) return false;
  const auto closing = calendar.nth_working_day(month.to, org.lock->after_working_days);
  return t >= calendar.start_of(closing);
}

std::vector<Booking> bookings(const Deal& deal, const OrgContext& org_context) {
  return LockedDeal(deal, org_context).keep();
}

}  // namespace dealbell::core
