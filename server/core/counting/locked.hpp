#pragma once

#include <optional>
#include <vector>

#include "core/counting/office_time.hpp"
#include "core/counting/org_context.hpp"
#include "core/facts/deal.hpp"

namespace dealbell::core {

// A win or a loss as it is booked: on its own day, or on the day it was received if its own month
// was locked by then.
struct Booking {
  DealStatus status = DealStatus::won;
  OfficeTime when;               // time of the close
  std::optional<Amount> amount;  // as known at that time
  int sign = 1;                  // -1 reverses an earlier booking
  OfficeTime booked_at;          // `when`, or the time of receipt
  bool late = false;
};

// Whether the month of `day` is locked at `t`, that is after n working days following its end.
// Always false without a lock in the document, and for months that began before Lock::from.
bool is_locked(Day day, Instant t, const Org& org, const Calendar& calendar);

// The deal's bookings, oldest first. Changes received after a month was locked are booked at the
// time of receipt; those from imports (quiet events) complete the history and are booked where they
// belong. Bookings depend on status and amount; credits are not locked.
std::vector<Booking> bookings(const Deal& deal, const OrgContext& org_context);

}  // namespace dealbell::core
