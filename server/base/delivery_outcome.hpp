#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace dealbell {

// What became of a webhook delivery, or of one event. The numbers are stored in deliveries.db: add
// at the end, never renumber.
enum class DeliveryOutcome : std::uint8_t {
  // Of a delivery as a whole, or of an event.
  accepted,   // new
  duplicate,  // the log already has the same
  // Of a delivery as a whole.
  ignored,       // authentic, but nothing in it is an event for us
  rejected,      // could not be mapped or stored as events; kept in the rejected box
  unauthorized,  // the proof of its sender is missing or wrong
  refused,       // answered with an error before it was read, or because it could not be stored
  // Of an event.
  waiting,  // stored on this node, not yet in the shared log
  reused,   // the log already has its id with another body
};

// How many outcomes a delivery as a whole can have; they come first.
inline constexpr int delivery_outcomes = 6;

std::string_view word_of(DeliveryOutcome outcome);  // "accepted"; stable, for programs
// Of a delivery as a whole; nullopt for every other word.
std::optional<DeliveryOutcome> delivery_outcome(std::string_view word);

}  // namespace dealbell
