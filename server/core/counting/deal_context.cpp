#include "core/counting/deal_context.hpp"

namespace dealbell::core {

DealContext::DealContext(const Deal& d, const OrgContext& org)
    : deal(d),
      org_context(org),
      statuses(d, org.pipelines, org.stamps),
      owner(credited_owner(d, statuses, org.stamps)),
      pipeline(org.pipelines.pipeline(d.source, d.pipeline.value)) {
  if (const auto* current = d.stage.current()) raw_stage = *current;
  stage = org.pipelines.stage(pipeline, d.source, raw_stage);
  copy = org.twins.copy_of(d) != nullptr;
  const auto authority = org.pipelines.authority(pipeline);
  other_authority = authority != no_name && authority != d.source;
}

}  // namespace dealbell::core
