#pragma once

#include "core/boards/board.hpp"
#include "core/boards/wall/wall_context.hpp"

namespace dealbell::core {

// The tiles of the wall, each in its own file tiles_*.cpp. Their fields are in
// boards/tile_fields.hpp and documented in wire/PROTOCOL.md.
Tile office_tile(const WallContext& context, bool demo);
Tile hero_tile(const WallContext& context);
Tile race_tile(const WallContext& context);
Tile ranking_tile(const WallContext& context);
Tile podium_tile(const WallContext& context);
Tile teams_tile(const WallContext& context);
Tile due_tile(const WallContext& context);
Tile today_tile(const WallContext& context);

}  // namespace dealbell::core
