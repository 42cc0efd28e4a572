#pragma once

#include <string>

#include "core/boards/board.hpp"
#include "core/state/sales_state.hpp"

namespace dealbell::core {

struct WallOptions {
  bool demo = false;
};

// The wall: one month of the office. Tiles and fields are documented in wire/PROTOCOL.md. Pure; the
// cost depends on the number of people and days, not on that of deals.
Board wall_board(const SalesState& sales, Instant now, const WallOptions& options);

}  // namespace dealbell::core
