#include "app/office/pending_placements.hpp"

namespace dealbell::app {

void PendingPlacements::add(const std::shared_ptr<Placement>& placement, std::size_t index) {
  by_row_[placement->placed[index].inbox].push_back({placement, index});
  ++placement->waiting;
}

bool PendingPlacements::resolve(const store::Released& released) {
  const auto found = by_row_.find(released.inbox);
  if (found == by_row_.end()) return false;
  for (const auto& [placement, index] : found->second) {
    auto& placed = placement->placed[index];
    // The row counts as accepted for the submission that brought it first.
    const bool repeat = placed.repeats && released.placed.outcome == store::Placed::accepted;
    placed = released.placed;
    if (repeat) placed.outcome = store::Placed::duplicate;
    if (--placement->waiting == 0 && placement->resolved) placement->resolved->open();
  }
  by_row_.erase(found);
  return true;
}

void PendingPlacements::remove(const std::shared_ptr<Placement>& placement) {
  for (const auto& placed : placement->placed) {
    if (placed.outcome != store::Placed::waiting) continue;
    const auto found = by_row_.find(placed.inbox);
    if (found == by_row_.end()) continue;
    std::erase_if(found->second, [&](const Waiter& w) { return w.first == placement; });
    if (found->second.empty()) by_row_.erase(found);
  }
}

}  // namespace dealbell::app
