#include "app/boards.hpp"

#include "core/own_board.hpp"
#include "core/wall/wall.hpp"

namespace dealbell::app {

std::vector<BoardSource> boards(const core::Floor& office, const ops::Config& config) {
  const std::chrono::milliseconds tick(config.tick_ms);
  const core::WallOptions options{.demo = config.demo};
  std::vector<BoardSource> all;
  all.push_back({"wall", "", tick, [options](const core::Floor& floor, Instant now) {
                   return core::wall_board(floor, now, options);
                 }});
  for (const auto& board : office.org().boards) {
    const auto own_tick = board.tick_ms ? std::chrono::milliseconds(*board.tick_ms) : tick;
    auto view = [board, demo = config.demo](const core::Floor& floor, Instant now) {
      return core::own_board(floor, board, now, demo);
    };
    all.push_back({board.id, core::layout_of(board), own_tick, std::move(view)});
  }
  return all;
}

}  // namespace dealbell::app
