#pragma once

#include <cstdint>
#include <memory>
#include <unordered_map>
#include <utility>
#include <vector>

#include "io/one_shot_event.hpp"
#include "store/records.hpp"

namespace dealbell::app {

// The outcomes of one submission's events, as far as they are known.
struct Placement {
  std::vector<store::Placed> placed;
  std::size_t waiting = 0;  // how many of them wait for the shared log
  // Set while the submission waits; opens when `waiting` reaches 0.
  std::unique_ptr<io::OneShotEvent> resolved;
};

// Which submissions wait for which rows of the inbox to be read back from the shared log. On the
// state loop; its size is bounded by the submissions that wait at the moment.
class PendingPlacements {
 public:
  // placement->placed[index] waits for its row.
  void add(const std::shared_ptr<Placement>& placement, std::size_t index);

  // The row is in the shared log: passes the outcome to every submission that waits for it. False
  // when there is none.
  bool resolve(const store::Released& released);

  // The submission no longer waits.
  void remove(const std::shared_ptr<Placement>& placement);

 private:
  using Waiter = std::pair<std::shared_ptr<Placement>, std::size_t>;
  std::unordered_map<std::int64_t, std::vector<Waiter>> by_row_;
};

}  // namespace dealbell::app
