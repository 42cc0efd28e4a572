#include "intake/health/sequence_gaps.hpp"

#include <algorithm>

namespace dealbell::intake {

void SequenceGaps::note(std::int64_t number, Instant at) {
  if (number < 0) return;  // no sequence counts there, and differences stay within 64 bits
  if (!highest_) {
    highest_ = number;
  } else if (number <= *highest_) {
    fill(number);
  } else {
    if (number - 1 > *highest_) holes_.emplace(*highest_ + 1, Hole{number - 1, at});
    if (holes_.size() > holes_max) holes_.erase(holes_.begin());
    highest_ = number;
  }
}

// A number in the middle of a hole leaves two.
void SequenceGaps::fill(std::int64_t number) {
  auto found = holes_.upper_bound(number);
  if (found == holes_.begin()) return;
  --found;
  const auto first = found->first;
  const auto hole = found->second;
  if (number > hole.last) return;
  holes_.erase(found);
  if (first < number) holes_.emplace(first, Hole{number - 1, hole.since});
  if (number < hole.last) holes_.emplace(number + 1, hole);
  if (holes_.size() > holes_max) holes_.erase(holes_.begin());
}

std::int64_t SequenceGaps::missing(Instant now) const {
  std::int64_t numbers = 0;
  for (const auto& [first, hole] : holes_)
    if (hole.since + late_after <= now) numbers += hole.last - first + 1;
  return numbers;
}

std::optional<Instant> SequenceGaps::next_change(Instant now) const {
  std::optional<Instant> next;
  for (const auto& [first, hole] : holes_) {
    const auto due = hole.since + late_after;
    if (due > now && (!next || due < *next)) next = due;
  }
  return next;
}

}  // namespace dealbell::intake
