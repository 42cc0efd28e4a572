#include "core/boards/wall/wall.hpp"

#include "core/boards/wall/moments.hpp"
#include "core/boards/wall/tiles.hpp"

namespace dealbell::core {

Board wall_board(const SalesState& sales, Instant now, const WallOptions& options) {
  const WallContext context(sales, now);
  Board board;
  // The next quarter-hour; days and periods also begin at one.
  board.changes_at = context.pace + std::chrono::minutes{15};
  board.tiles["office"] = office_tile(context, options.demo);
  board.tiles["hero"] = hero_tile(context);
  board.tiles["race"] = race_tile(context);
  board.tiles["ranking"] = ranking_tile(context);
  board.tiles["teams"] = teams_tile(context);
  board.tiles["podium"] = podium_tile(context);
  board.tiles["due"] = due_tile(context);
  board.tiles["today"] = today_tile(context);
  board.tiles["moments"] = moments_tile(context, board.changes_at);
  return board;
}

}  // namespace dealbell::core
