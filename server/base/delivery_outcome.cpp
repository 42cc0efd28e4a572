#include "base/delivery_outcome.hpp"

#include <algorithm>
#include <iterator>

namespace dealbell {
namespace {

constexpr std::string_view outcome_words[delivery_outcomes] = {
    "accepted", "duplicate", "ignored", "rejected", "unauthorized", "refused"};

}  // namespace

std::string_view word_of(DeliveryOutcome outcome) {
  return outcome_words[static_cast<std::size_t>(outcome)];
}

std::optional<DeliveryOutcome> delivery_outcome(std::string_view word) {
  const auto* found = std::find(std::begin(outcome_words), std::end(outcome_words), word);
  if (found == std::end(outcome_words)) return std::nullopt;
  return static_cast<DeliveryOutcome>(found - outcome_words);
}

}  // namespace dealbell
