#include "base/delivery_outcome.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>

namespace dealbell {
namespace {

constexpr std::string_view words[] = {"accepted",     "duplicate", "ignored", "rejected",
                                      "unauthorized", "refused",   "waiting", "reused"};

}  // namespace

std::string_view word_of(DeliveryOutcome outcome) {
  return words[static_cast<std::size_t>(outcome)];
}

std::optional<DeliveryOutcome> delivery_outcome(std::string_view word) {
  const auto* end = words + delivery_outcomes;
  const auto* found = std::find(words, end, word);
  if (found == end) return std::nullopt;
  return static_cast<DeliveryOutcome>(found - words);
}

}  // namespace dealbell
