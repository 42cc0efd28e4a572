#pragma once

#include <string>

#include "core/board.hpp"
#include "core/floor.hpp"

namespace dealbell::core {

struct WallOptions {
  bool demo = false;
};

// The wall: one month of the office. Tiles and fields are in wire/PROTOCOL.md. Pure; cost depends
// on the number of people and days, not of deals.
Board wall_board(const Floor& floor, Instant now, const WallOptions& options);

}  // namespace dealbell::core
