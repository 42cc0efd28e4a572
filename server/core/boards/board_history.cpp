#include "core/boards/board_history.hpp"

namespace dealbell::core {
namespace {

const Tile no_tile;

const Tile& tile_of(const Board& board, const std::string& name) {
  const auto found = board.tiles.find(name);
  return found == board.tiles.end() ? no_tile : found->second;
}

// A meta counts as a row, being about as long.
std::size_t rows_of(const Board& board) {
  std::size_t rows = 0;
  for (const auto& [name, tile] : board.tiles) rows += tile.rows.size() + 1;
  return rows;
}

std::size_t rows_of(const BoardStep& step) {
  std::size_t rows = 0;
  for (const auto& [name, tile] : step.tiles) rows += tile.rows.size() + (tile.meta ? 1 : 0);
  return rows;
}

BoardStep united(const BoardSteps& steps, std::size_t missed) {
  BoardStep all;
  for (auto step = steps.end() - static_cast<std::ptrdiff_t>(missed); step != steps.end(); ++step)
    for (const auto& [name, tile] : (*step)->tiles) {
      auto& mine = all.tiles[name];
      mine.rows.insert(tile.rows.begin(), tile.rows.end());
      mine.meta = mine.meta || tile.meta;
    }
  return all;
}

TileDelta delta_of(const BoardStep::TileStep& step, const Tile& tile) {
  TileDelta delta;
  for (const auto& key : step.rows) {
    if (const auto row = tile.rows.find(key); row != tile.rows.end())
      delta.set.emplace(key, row->second);
    else
      delta.del.push_back(key);
  }
  if (step.meta) delta.meta = tile.meta;
  return delta;
}

}  // namespace

BoardStep step_of(const BoardDelta& delta) {
  BoardStep step;
  for (const auto& [name, tile] : delta) {
    auto& mine = step.tiles[name];
    for (const auto& [key, row] : tile.set) mine.rows.insert(key);
    mine.rows.insert(tile.del.begin(), tile.del.end());
    mine.meta = tile.meta.has_value();
  }
  return step;
}

BoardSteps with_step(const BoardSteps& steps, BoardStep step) {
  BoardSteps next;
  next.reserve(board_steps_max);
  const auto kept = steps.size() == board_steps_max ? steps.begin() + 1 : steps.begin();
  next.assign(kept, steps.end());
  next.push_back(std::make_shared<const BoardStep>(std::move(step)));
  return next;
}

std::optional<BoardDelta> catch_up(const Board& board, const BoardSteps& steps,
                                   std::size_t missed) {
  if (missed == 0 || missed > steps.size()) return std::nullopt;
  const auto step = missed == 1 ? *steps.back() : united(steps, missed);
  if (missed > 1 && rows_of(step) >= rows_of(board)) return std::nullopt;
  BoardDelta delta;
  for (const auto& [name, tile] : step.tiles)
    delta.emplace(name, delta_of(tile, tile_of(board, name)));
  return delta;
}

}  // namespace dealbell::core
