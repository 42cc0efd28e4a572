#pragma once

#include <optional>

#include "core/counting/contribution.hpp"
#include "core/counting/own_fields.hpp"
#include "core/facts/facts.hpp"
#include "core/org/directory.hpp"

namespace dealbell::core {

// Knows the customers' earlier wins.
class Customers {
 public:
  virtual ~Customers() = default;
  // Whether the win is that of a new customer by new_after_months; nullopt if that is not set, and
  // for a win without a customer.
  virtual std::optional<bool> new_customer(const Contribution& won) const = 0;
};

// One entry of a base, with what a measure may need to know about it. All of it is referred to, not
// copied: valid during the call it is passed to.
struct Entry {
  const Contribution& contribution;
  Ref ref;                // the deal's or activity's number among the facts
  CountedEntity counted;  // the deal or activity itself
  const Directory& directory;
  const Calendar& calendar;
  const Stamps& stamps;
  const Customers& customers;

  const Names& names() const { return stamps.names(); }
  // Only for wins. Costs a look-up, so measures call it only if needed.
  std::optional<bool> new_customer() const { return customers.new_customer(contribution); }
};

}  // namespace dealbell::core
