#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace dealbell {

// The outcome of a webhook delivery, or of one event. The words are those of the API, the delivery
// log and the metrics. The numbers are stored in deliveries.db: add at the end, never renumber.
enum class DeliveryOutcome : std::uint8_t {
  // Of a delivery or an event.
  accepted,   // new; a delivery: at least one of its events was new
  duplicate,  // known already; a delivery: all of its events were
  // Of a delivery only.
  ignored,       // the mapping makes no event of it
  rejected,      // some of it could not be accepted; it is in the rejected box
  unauthorized,  // its sender is not authenticated
  refused,       // not processed: it could not be read, or nothing could be stored
  // Of an event only.
  waiting,  // stored on this node, not yet in the shared log
  reused,   // its id is known already, with another body
};

// The number of outcomes of a delivery; they come first.
inline constexpr int delivery_outcomes = 6;

std::string_view word_of(DeliveryOutcome outcome);  // "accepted"; stable, for programs
// The outcome of a delivery with this word; nullopt if there is none.
std::optional<DeliveryOutcome> delivery_outcome(std::string_view word);

}  // namespace dealbell
