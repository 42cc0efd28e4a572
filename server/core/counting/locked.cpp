#include "core/counting/locked.hpp"

#include <algorithm>

#include "core/counting/status.hpp"

namespace dealbell::core {
namespace {

// A deal's close as known at some time.
struct KnownClose {
  DealStatus status = DealStatus::unknown;
  OfficeTime when;
  std::optional<Amount> amount;
  friend bool operator==(const KnownClose&, const KnownClose&) = default;
};

class DealBookings {
 public:
  DealBookings(const Deal& deal, const OrgContext& org_context)
      : deal_(deal), org_context_(org_context) {}

  std::vector<Booking> compute() {
    auto before = known_at(Instant::min());  // from imports
    if (before) book(*before, {});
    for (const auto t : receipt_times()) {
      const auto now = known_at(t);
      if (now == before) continue;
      if (before) reverse(t);
      if (now) book(*now, t);
      before = now;
    }
    return std::move(bookings_);
  }

 private:
  bool known(StampId id, Instant t) const {
    const auto& stamp = org_context_.stamps[id];
    return stamp.quiet || stamp.received_at <= t;
  }

  // When the deal's close may have changed, by time of receipt.
  std::vector<Instant> receipt_times() const {
    std::vector<Instant> times;
    const auto add = [&](StampId id) {
      if (id != no_stamp && !org_context_.stamps[id].quiet)
        times.push_back(org_context_.stamps[id].received_at);
    };
    for (const auto& change : deal_.status.changes) add(change.stamp);
    if (derives_status())
      for (const auto& change : deal_.stage.changes) add(change.stamp);
    for (const auto& change : deal_.amount.changes) add(change.stamp);
    add(deal_.closed_at.stamp);
    std::sort(times.begin(), times.end());
    times.erase(std::unique(times.begin(), times.end()), times.end());
    return times;
  }

  // Whether some status is derived from the stage.
  bool derives_status() const {
    return std::ranges::any_of(deal_.status.changes, [](const auto& change) {
      return change.value == DealStatus::unknown;
    });
  }

  // The close as known at `t`; nullopt if the deal was not closed.
  std::optional<KnownClose> known_at(Instant t) const {
    KnownClose close;
    CloseBegin begin;
    Instant since;
    each_status(
        deal_, org_context_.pipelines, org_context_.stamps,
        [&](StampId id) { return known(id, t); },
        [&](const Statuses::Change& change) {
          if (change.value != close.status) since = org_context_.stamps[change.stamp].time;
          close.status = change.value;
          begin.add(change);
        });
    if (close.status != DealStatus::won && close.status != DealStatus::lost) return std::nullopt;
    const auto& closed_at = deal_.closed_at;
    const bool dated = closed_at.value && known(closed_at.stamp, t) &&
                       begin.dated_by(closed_at.stamp, org_context_.stamps);
    close.when = dated ? office_time(*closed_at.value, since, org_context_.calendar)
                       : office_time(since, org_context_.calendar);
    for (const auto& change : deal_.amount.changes)
      if (known(change.stamp, t)) close.amount = change.value;
    return close;
  }

  bool locked(const OfficeTime& when, Instant t) const {
    return is_locked(when.day, t, org_context_.org, org_context_.calendar);
  }

  void book(const KnownClose& close, std::optional<Instant> received) {
    const bool late = received && locked(close.when, *received);
    bookings_.push_back({close.status, close.when, close.amount, 1,
                         late ? office_time(*received, org_context_.calendar) : close.when, late});
    current_ = bookings_.size() - 1;
  }

  // In an open month the booking is removed; in a locked one it gets a counter-entry.
  void reverse(Instant received) {
    if (!locked(bookings_[current_].booked_at, received)) {
      bookings_.erase(bookings_.begin() + static_cast<std::ptrdiff_t>(current_));
      return;
    }
    auto reversal = bookings_[current_];
    reversal.sign = -1;
    reversal.booked_at = office_time(received, org_context_.calendar);
    reversal.late = true;
    bookings_.push_back(reversal);
  }

  const Deal& deal_;
  const OrgContext& org_context_;
  std::vector<Booking> bookings_;
  std::size_t current_ = 0;  // index of the booking in force
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
  return DealBookings(deal, org_context).compute();
}

}  // namespace dealbell::core
