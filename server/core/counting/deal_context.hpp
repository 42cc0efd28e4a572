#pragma once

#include "core/counting/org_context.hpp"
#include "core/counting/status.hpp"

namespace dealbell::core {

// One deal with everything that the org document says about it. Refers to its arguments; valid
// while neither the deal nor the document changes.
struct DealContext {
  DealContext(const Deal& deal, const OrgContext& org_context);

  const Deal& deal;
  const OrgContext& org_context;
  Statuses statuses;
  Name owner;  // raw key: gets the credit if the deal has no explicit credits
  Name pipeline;
  Name raw_stage = no_name;
  const Stage* stage = nullptr;  // nullptr if the document does not list it
  bool copy = false;             // the admin decided that it is a copy of another deal
  bool other_authority = false;  // another source decides the wins of its pipeline

  bool won() const { return statuses.now() == DealStatus::won && !copy && !other_authority; }
};

}  // namespace dealbell::core
