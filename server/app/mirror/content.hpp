#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "core/state/sales_state.hpp"
#include "redis/mirror.hpp"

namespace dealbell::app {

// One key of the mirror and how it is read off the floor. Cost: a few sums for each person.
struct MirrorPiece {
  std::string name;  // "leaderboard:won_amount:month"
  redis::MirrorKey::Kind kind;
  std::function<redis::MirrorKey::Values(const core::SalesState&, Instant now)> read;
};

// Everything that is mirrored but the position and the wins; the same at all times.
const std::vector<MirrorPiece>& mirror_pieces();

constexpr std::size_t wins_most = 1'000;  // as many as the stream keeps

// The wins that were celebrated, oldest first: of those told lately, or of the newest thousand.
enum class WinsOf : std::uint8_t { lately, always };
std::vector<redis::MirrorWin> mirror_wins(const core::SalesState& sales, Instant now, WinsOf which);

// "quota:PERIOD" and the rest, for tests and one look at all of it.
redis::MirrorKey::Values mirror_values(const std::string& name, const core::SalesState& sales,
                                       Instant now);

}  // namespace dealbell::app
