#pragma once

#include <map>
#include <optional>
#include <string>

#include "base/delivery_outcome.hpp"
#include "intake/health/source_health.hpp"
#include "store/delivery_log.hpp"

namespace dealbell::app {

// The outcome that counts for the health of a delivery's source. nullopt if the delivery was
// refused before it was authenticated (415): it may come from anyone and is no wrong signature
// either.
std::optional<dealbell::DeliveryOutcome> outcome_for_health(const store::LoggedDelivery& delivery);

// A source's health as the delivery log remembers it, so that a restart forgets nothing. The gaps
// in its sequence begin anew.
Result<intake::SourceHealth> remembered_health(const store::DeliveryLog& log,
                                               const std::string& source);

// What is normal for each source that has been there for a week. `offset` as ArrivalBaseline.
Result<std::map<std::string, intake::ArrivalBaseline>> normals_by_source(
    const store::DeliveryLog& log, Instant now, const intake::UtcOffset& offset);

}  // namespace dealbell::app
