#pragma once

#include <map>

#include "core/facts/deal.hpp"
#include "core/facts/history.hpp"
#include "core/values/entities.hpp"

namespace dealbell::core {

// What the events of the log have said, merged and in raw keys: what needs no org document.
struct Facts {
  mutable Names names;  // reading may meet a new qualified key; texts never change
  Stamps stamps{names};
  Entities<Deal> deals;
  Entities<Refund> refunds;
  Entities<Activity> activities;
  std::map<Name, Instant> last_received;  // each source, by time of receipt
};

using Ref = std::uint32_t;  // a deal's or an activity's number among the facts

}  // namespace dealbell::core
