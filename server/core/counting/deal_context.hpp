#pragma once

#include "core/counting/org_context.hpp"
#include "core/counting/status.hpp"

namespace dealbell::core {

// One deal as one org document reads it: what every question about it begins with. For as long as
// neither of them changes.
struct DealContext {
  DealContext(const Deal& deal, const OrgContext& org_context);

  const Deal& deal;
  const OrgContext& org_context;
  Statuses statuses;
  Name owner;  // raw: who has the credit where no credits are said
  Name pipeline;
  Name raw_stage = no_name;
  const Stage* stage = nullptr;  // nullptr for one the document does not know
  bool copy = false;             // the office decided that it is another deal once more
  bool other_authority = false;        // its wins do not count: another source is the authority

  bool won() const { return statuses.now() == DealStatus::won && !copy && !other_authority; }
};

}  // namespace dealbell::core
