#pragma once

#include <optional>
#include <vector>

#include "core/counting/org_context.hpp"
#include "core/facts/deal.hpp"

namespace dealbell::core {

// A win or a loss as it stands in the books: on its own day, or on the day it came because its own
// was closed by then.
struct Booking {
  DealStatus status = DealStatus::won;
  Instant when;                  // the close
  std::optional<Amount> amount;  // as it was known
  int sign = 1;                  // -1 takes an earlier booking back
  Instant booked_at;             // `when`, or when we heard
  bool late = false;
};

// Whether the books of the day's month are closed at `t`: from the start of the day before which n
// working days have passed since its end. Never for months that began before the lock did, or
// without one.
bool is_locked(Day day, Instant t, const Org& org, const Calendar& calendar);

// The deal's closes in the books, oldest first. What we heard after a month was locked is booked
// when we heard it; what an import tells (a quiet event) is history being filled in and stands
// where it belongs. Follows status and amount; who has the credit is always read anew.
std::vector<Booking> bookings(const Deal& deal, const OrgContext& org_context);

}  // namespace dealbell::core
