#include "core/boards/wall/wall.hpp"

#include "core/boards/wall/wall_context.hpp"

namespace dealbell::core {

Board wall_board(const SalesState& sales, Instant now, const WallOptions& options) {
  const WallContext scene(sales, now);
  Board board;
  // The next quarter of an hour, which is where days and periods begin, too.
  board.changes_at = scene.pace + std::chrono::minutes{15};
  board.tiles["office"] = office_tile(scene, options.demo);
  board.tiles["hero"] = hero_tile(scene);
  board.tiles["race"] = race_tile(scene);
  board.tiles["ranking"] = ranking_tile(scene);
  board.tiles["teams"] = teams_tile(scene);
  board.tiles["podium"] = podium_tile(scene);
  board.tiles["due"] = due_tile(scene);
  board.tiles["today"] = today_tile(scene);
  board.tiles["moments"] = moments_tile(scene, board.changes_at);
  return board;
}

}  // namespace dealbell::core
