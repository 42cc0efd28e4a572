#pragma once

#include <optional>
#include <string_view>

namespace dealbell {

// How a webhook delivery ended. The words are those of the API, the delivery log and the metrics.
enum class DeliveryOutcome {
  accepted,      // it brought at least one new event
  duplicate,     // all of its events were known already
  ignored,       // the mapping makes no event of it
  rejected,      // some of it could not be taken; the delivery is in the rejected box
  unauthorized,  // its sender is not authenticated
  refused,       // not processed: it could not be read, or nothing could be stored
};
inline constexpr int delivery_outcomes = 6;

std::string_view word_of(DeliveryOutcome outcome);
std::optional<DeliveryOutcome> delivery_outcome(std::string_view word);

}  // namespace dealbell
