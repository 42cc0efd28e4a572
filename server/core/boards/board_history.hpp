#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/boards/board.hpp"

namespace dealbell::core {

// Which rows and metas changed in one version of a board. Only their names: the values are in the
// newest board.
struct BoardStep {
  struct TileStep {
    std::set<std::string, std::less<>> rows;
    bool meta = false;
  };
  std::map<std::string, TileStep, std::less<>> tiles;
};
BoardStep step_of(const BoardDelta& delta);

// The last steps that led to a board, oldest first. Steps are immutable and shared by later
// versions.
using BoardSteps = std::vector<std::shared_ptr<const BoardStep>>;

// The number of steps kept: six seconds at a frame every 50 ms under full load, an hour in a quiet
// office. A screen that is further behind gets the whole board.
constexpr std::size_t board_steps_max = 128;

// `steps` plus one more; the oldest is dropped beyond board_steps_max.
BoardSteps with_step(const BoardSteps& steps, BoardStep step);

// The delta to `board` for a screen that missed the last `missed` steps. It is also correct for a
// screen that missed only some of them, because rows are absolute and every changed row is
// included. nullopt if fewer steps are kept, or if the whole board has no more rows than the delta.
std::optional<BoardDelta> catch_up(const Board& board, const BoardSteps& steps, std::size_t missed);

}  // namespace dealbell::core
