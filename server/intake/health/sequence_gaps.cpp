#include "intake/health/sequence_gaps.hpp"

#include <algorithm>

namespace dealbell::intake {

void SequenceGaps::note(std::int64_t number, Instant at) {
  if (number < 0) return;  // sequences are not negative, and so differences fit into 64 bits
  if (!highest_) {
    highest_ = number;
  } else if (number <= *highest_) {
    fill(number);
  } else {
    if (number - 1 > *highest_) gaps_.emplace(*highest_ + 1, Gap{number - 1, at});
    if (gaps_.size() > gaps_max) gaps_.erase(gaps_.begin());
    highest_ = number;
  }
}

// A number in the middle of a gap splits it in two.
void SequenceGaps::fill(std::int64_t number) {
  auto found = gaps_.upper_bound(number);
  if (found == gaps_.begin()) return;
  --found;
  const auto first = found->first;
  const auto gap = found->second;
  if (number > gap.last) return;
  gaps_.erase(found);
  if (first < number) gaps_.emplace(first, Gap{number - 1, gap.since});
  if (number < gap.last) gaps_.emplace(number + 1, gap);
  if (gaps_.size() > gaps_max) gaps_.erase(gaps_.begin());
}

std::int64_t SequenceGaps::missing(Instant now) const {
  std::int64_t numbers = 0;
  for (const auto& [first, gap] : gaps_)
    if (gap.since + late_after <= now) numbers += gap.last - first + 1;
  return numbers;
}

std::optional<Instant> SequenceGaps::next_change(Instant now) const {
  std::optional<Instant> next;
  for (const auto& [first, gap] : gaps_) {
    const auto due = gap.since + late_after;
    if (due > now && (!next || due < *next)) next = due;
  }
  return next;
}

}  // namespace dealbell::intake
