#pragma once

#include <map>
#include <optional>
#include <string>

#include "base/delivery_outcome.hpp"
#include "intake/health/source_health.hpp"
#include "store/delivery_log.hpp"

namespace dealbell::app {

// What a logged delivery means for its source's health. Nothing when it was refused before it was
// authenticated (415): its sender is unknown, and its signature was not checked.
std::optional<DeliveryOutcome> health_outcome(const store::LoggedDelivery& delivery);

// A source's health restored from the delivery log after a restart. Gaps in the sender's sequence
// are not restored.
Result<intake::SourceHealth> restored_health(const store::DeliveryLog& log,
                                             const std::string& source);

// The usual arrivals of each source whose deliveries reach back at least a week. `offset` as in
// ArrivalBaseline.
Result<std::map<std::string, intake::ArrivalBaseline>> arrival_baselines(
    const store::DeliveryLog& log, Instant now, const intake::UtcOffset& offset);

}  // namespace dealbell::app
