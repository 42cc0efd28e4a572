#pragma once

#include <optional>
#include <vector>

#include "core/boards/wall/wall_context.hpp"

namespace dealbell::core {

// What a win is held against, found once for all moments of a look.
class CelebrationRules {
 public:
  explicit CelebrationRules(const WallContext& context);

  // Why a win accepts the whole screen: "first_ever", "record", "big", or "" where wins are so few
  // that each may. nullptr: it only glows. `later` wins of the same person came after it.
  const char* why_stage(const WallContext& context, const WonDeal& won, std::int64_t later) const;

 private:
  // The largest two wins of the period, so that each can be held against all others.
  struct Largest {
    SalesState::Ref ref = 0;
    Sum first = 0, second = 0;
    Sum besides(SalesState::Ref other) const { return other == ref ? second : first; }
  };
  static Largest largest_of_period(const WallContext& context);

  std::int64_t wins_ = 0;           // of the period
  Sum average_ = 0;                 // of this period and the last
  std::optional<Largest> largest_;  // absent where wins are too many to look through
};

}  // namespace dealbell::core
