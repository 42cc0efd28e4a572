#include "app/live/boards.hpp"

#include "core/boards/own_board.hpp"
#include "core/boards/wall/wall.hpp"

namespace dealbell::app {

std::vector<BoardSource> boards(const core::SalesState& sales, const ops::Config& config) {
  const std::chrono::milliseconds tick(config.tick_ms);
  const core::WallOptions options{.demo = config.demo};
  std::vector<BoardSource> all;
  all.push_back({"wall", "", tick, [options](const core::SalesState& current, Instant now) {
                   return core::wall_board(current, now, options);
                 }});
  for (const auto& board : sales.org().boards) {
    const auto own_tick = board.tick_ms ? std::chrono::milliseconds(*board.tick_ms) : tick;
    auto compute = [board, demo = config.demo](const core::SalesState& current, Instant now) {
      return core::own_board(current, board, now, demo);
    };
    all.push_back({board.id, core::layout_of(board), own_tick, std::move(compute)});
  }
  return all;
}

}  // namespace dealbell::app
