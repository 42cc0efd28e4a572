#pragma once

#include <cstdint>
#include <memory>
#include <unordered_map>
#include <utility>
#include <vector>

#include "io/one_shot_event.hpp"
#include "store/records.hpp"

namespace dealbell::app {

// What became of one submission's events, as far as it is known.
struct Placement {
  std::vector<store::Placed> placed;
  std::size_t waiting = 0;  // of them, for the shared log
  std::unique_ptr<io::OneShotEvent>
      settled;  // of whoever waits for that: opens when none does any more
};

// Who waits for which row of the inbox to be read back from the shared log. On the floor's loop; as
// large as the submissions that wait at the moment.
class PendingPlacements {
 public:
  // placement->placed[index] waits for its row.
  void add(const std::shared_ptr<Placement>& placement, std::size_t index);

  // The row was released: tells everybody who waits for it, if there is anybody.
  bool settle(const store::Released& released);

  // It has waited long enough.
  void forget(const std::shared_ptr<Placement>& placement);

 private:
  using Waiter = std::pair<std::shared_ptr<Placement>, std::size_t>;
  std::unordered_map<std::int64_t, std::vector<Waiter>> by_row_;
};

}  // namespace dealbell::app
