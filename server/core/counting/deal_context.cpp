#include "core/counting/deal_context.hpp"

namespace dealbell::core {

DealContext::DealContext(const Deal& d, const OrgContext& r)
    : deal(d),
      org_context(r),
      statuses(d, r.pipelines, r.stamps),
      owner(credited_owner(d, statuses, r.stamps)),
      pipeline(r.pipelines.pipeline(d.source, d.pipeline.value)) {
  if (const auto* at = d.stage.current()) raw_stage = *at;
  stage = r.pipelines.stage(pipeline, d.source, raw_stage);
  copy = r.twins.copy_of(d) != nullptr;
  const auto authority = r.pipelines.authority(pipeline);
  other_authority = authority != no_name && authority != d.source;
}

}  // namespace dealbell::core
