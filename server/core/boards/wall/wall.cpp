#include "core/boards/wall/wall.hpp"

#include "core/boards/wall/wall_context.hpp"

namespace dealbell::core {

Board wall_board(const SalesState& sales, Instant now, const WallOptions& options) {
  const WallContext context(sales, now);
  Board board;
  // The next quarter of an hour, which is where days and periods begin, too.
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
