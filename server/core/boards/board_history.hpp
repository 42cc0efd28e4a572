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

// What changed in one version of a board, by name only: what a row became is in the newest board.
struct BoardStep {
  struct TileStep {
    std::set<std::string, std::less<>> rows;
    bool meta = false;
  };
  std::map<std::string, TileStep, std::less<>> tiles;
};
BoardStep step_of(const BoardDelta& delta);

// The last few steps that led to a board, oldest first. A value that later versions share.
using BoardSteps = std::vector<std::shared_ptr<const BoardStep>>;

// So many steps are kept: at a frame every 50 ms under full load that is six seconds, in a quiet
// office an hour. Whoever is further behind is better off with the whole board.
constexpr std::size_t board_steps_max = 128;

// `steps` and one more, within the bound.
BoardSteps with_step(const BoardSteps& steps, BoardStep step);

// What a screen that missed the last `missed` steps lacks of the board they led to. It is right for
// a screen that missed only some of them, too, because rows are absolute and every row that changed
// is named. Nothing when so many are not kept, or when the whole board says it in fewer rows.
std::optional<BoardDelta> catch_up(const Board& board, const BoardSteps& steps, std::size_t missed);

}  // namespace dealbell::core
