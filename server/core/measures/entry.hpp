#pragma once

#include <optional>

#include "core/counting/contribution.hpp"
#include "core/counting/own_fields.hpp"
#include "core/facts/facts.hpp"
#include "core/org/directory.hpp"

namespace dealbell::core {

// One entry of a base, with what a measure may need to know about it. All of it is referred to, not
// copied: valid during the call it is passed to.
struct Entry {
  const Contribution& contribution;
  Ref ref;                // the deal's or activity's number among the facts
  CountedEntity counted;  // the deal or activity itself
  const Directory& directory;
  const Stamps& stamps;
  // Whether a win is that of a new customer by new_after_months. nullopt without that setting or
  // without a customer, for entries other than wins, and for wins that name a kind.
  std::optional<bool> new_customer;

  const Names& names() const { return stamps.names(); }
};

}  // namespace dealbell::core
