#pragma once

#include <optional>
#include <vector>

#include "core/boards/wall/wall_context.hpp"

namespace dealbell::core {

// Decides which wins fill the whole screen. Computed once for all moments of a board.
class CelebrationRules {
 public:
  explicit CelebrationRules(const WallContext& context);

  // The reason why a win fills the screen: "first_ever", "record", "big", or "" if there are so few
  // wins that each one may. nullptr: it does not, its row only glows. `later` is the number of
  // later wins of the same person.
  const char* why_stage(const WallContext& context, const WonDeal& won, std::int64_t later) const;

 private:
  // The two largest wins of the period, so that each can be compared with all others.
  struct Largest {
    SalesState::Ref ref = 0;
    Sum first = 0, second = 0;
    Sum largest_except(SalesState::Ref other) const { return other == ref ? second : first; }
  };
  static Largest largest_of_period(const WallContext& context);

  std::int64_t wins_ = 0;           // of the period
  Sum average_ = 0;                 // of this period and the last
  std::optional<Largest> largest_;  // absent if there are too many wins to scan
};

}  // namespace dealbell::core
