#include "core/boards/board.hpp"

namespace dealbell::core {
namespace {

TileDelta diff(const Tile& before, const Tile& after) {
  TileDelta delta;
  for (const auto& [key, row] : after.rows) {
    const auto old = before.rows.find(key);
    if (old == before.rows.end() || old->second != row) delta.set.emplace(key, row);
  }
  for (const auto& [key, row] : before.rows)
    if (!after.rows.contains(key)) delta.del.push_back(key);
  if (before.meta != after.meta) delta.meta = after.meta;
  return delta;
}

}  // namespace

// Both boards have the same tiles, because a different layout begins a new epoch.
BoardDelta diff(const Board& before, const Board& after) {
  BoardDelta result;
  for (const auto& [name, tile] : after.tiles) {
    const auto old = before.tiles.find(name);
    auto delta = diff(old == before.tiles.end() ? Tile{} : old->second, tile);
    if (!delta.set.empty() || !delta.del.empty() || delta.meta)
      result.emplace(name, std::move(delta));
  }
  return result;
}

}  // namespace dealbell::core
