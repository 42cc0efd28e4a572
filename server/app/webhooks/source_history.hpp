#pragma once

#include <map>
#include <optional>
#include <string>

#include "intake/health/source_health.hpp"
#include "store/delivery_log.hpp"

namespace dealbell::app {

// What a logged delivery says about its source. Nothing when it was turned away before it could
// prove anything (415), which may be anybody's doing and is no wrong signature either.
std::optional<intake::Came> came_of(const store::LoggedDelivery& delivery);

// A source's health as the delivery log remembers it, so that a restart forgets nothing. The gaps
// in its sequence begin anew.
Result<intake::SourceHealth> remembered_health(const store::DeliveryLog& log,
                                               const std::string& source);

// What is normal for each source that has been there for a week. `offset` as ArrivalBaseline.
Result<std::map<std::string, intake::ArrivalBaseline>> normals_by_source(
    const store::DeliveryLog& log, Instant now, const intake::UtcOffset& offset);

}  // namespace dealbell::app
