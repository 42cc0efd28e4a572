#include "app/office/pending_placements.hpp"

namespace dealbell::app {

void PendingPlacements::add(const std::shared_ptr<Placement>& placement, std::size_t index) {
  by_row_[placement->placed[index].inbox].push_back({placement, index});
  ++placement->waiting;
}

bool PendingPlacements::settle(const store::Released& released) {
  const auto found = by_row_.find(released.inbox);
  if (found == by_row_.end()) return false;
  for (const auto& [placement, index] : found->second) {
    auto& place = placement->placed[index];
    const bool repeats = place.repeats && released.placed.outcome == store::Placed::accepted;
    place = released.placed;
    if (repeats) place.outcome = store::Placed::duplicate;
    if (--placement->waiting == 0 && placement->settled) placement->settled->open();
  }
  by_row_.erase(found);
  return true;
}

void PendingPlacements::forget(const std::shared_ptr<Placement>& placement) {
  for (const auto& place : placement->placed) {
    if (place.outcome != store::Placed::waiting) continue;
    const auto found = by_row_.find(place.inbox);
    if (found == by_row_.end()) continue;
    std::erase_if(found->second, [&](const Waiter& w) { return w.first == placement; });
    if (found->second.empty()) by_row_.erase(found);
  }
}

}  // namespace dealbell::app
