#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "core/state/sales_state.hpp"
#include "redis/mirror.hpp"

namespace dealbell::app {

// One key of the mirror and how to read its values. Cost: a few sums for each person.
struct MirrorPiece {
  std::string name;  // "leaderboard:won_amount:month"
  redis::MirrorKey::Kind kind;
  std::function<redis::MirrorKey::Values(const core::SalesState&, Instant now)> read;
};

// Every key of the mirror except the position and the wins. The list never changes.
const std::vector<MirrorPiece>& mirror_pieces();

constexpr std::size_t mirror_wins_max = 1'000;  // as many as the stream in Redis keeps

// The wins that were celebrated, oldest first: those received recently, or the newest thousand.
enum class MirrorWins : std::uint8_t { recent, newest };
std::vector<redis::MirrorWin> mirror_wins(const core::SalesState& sales, Instant now,
                                          MirrorWins which);

// The values of one piece by its name, for tests.
redis::MirrorKey::Values mirror_values(const std::string& name, const core::SalesState& sales,
                                       Instant now);

}  // namespace dealbell::app
