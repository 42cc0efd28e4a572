#include "app/live/shown_board.hpp"

namespace dealbell::app {

ShownBoard::ShownBoard(std::string id, std::string epoch, core::Board board,
                       const TimedPosition& position)
    : board_(std::make_shared<const core::Board>(std::move(board))) {
  publish(std::move(id), std::move(epoch), 1, position);
}

void ShownBoard::show(core::Board board, const TimedPosition& position) {
  const auto delta = core::diff(*board_, board);
  // Also when nothing differs: the new one may know better when it next changes by itself.
  board_ = std::make_shared<const core::Board>(std::move(board));
  if (delta.empty()) return;
  steps_ = core::with_step(steps_, core::step_of(delta));
  publish(version_->channel(), version_->epoch(), version_->rev() + 1, position);
}

// The texts are made when somebody needs them, on their thread: hence copies, no references.
void ShownBoard::publish(std::string id, std::string epoch, std::int64_t rev,
                         const TimedPosition& position) {
  auto snapshot = [=, board = board_] {
    return wire::write_snapshot({id, epoch, rev}, position, *board);
  };
  auto delta = [=, board = board_,
                steps = steps_](std::int64_t from) -> std::optional<std::string> {
    const auto lacks = core::catch_up(*board, steps, static_cast<std::size_t>(rev - from));
    if (!lacks) return std::nullopt;
    return wire::write_delta({id, epoch, rev}, from, position, *lacks);
  };
  version_ = std::make_shared<const net::Version>(
      std::move(id), std::move(epoch), rev,
      net::Version::Writers{std::move(snapshot), std::move(delta)});
}

}  // namespace dealbell::app
