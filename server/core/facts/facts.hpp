#pragma once

#include <map>

#include "core/facts/deal.hpp"
#include "core/facts/history.hpp"
#include "core/values/entities.hpp"

namespace dealbell::core {

// What the events of the log have said, merged, in raw keys. Does not depend on the org document.
struct Facts {
  mutable Names names;  // resolving a key may intern "source:key"; existing texts never change
  Stamps stamps{names};
  Entities<Deal> deals;
  Entities<Refund> refunds;
  Entities<Activity> activities;
  std::map<Name, Instant> last_received;  // by source: time of the last receipt
};

using Ref = std::uint32_t;  // the number of a deal or an activity in Facts

}  // namespace dealbell::core
