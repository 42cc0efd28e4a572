#include "app/live/shown_board.hpp"

namespace dealbell::app {

ShownBoard::ShownBoard(std::string id, std::string epoch, core::Board board,
                       const TimedPosition& position)
    : board_(std::make_shared<const core::Board>(std::move(board))) {
  make_version(std::move(id), std::move(epoch), 1, position);
}

void ShownBoard::show(core::Board board, const TimedPosition& position) {
  const auto delta = core::diff(*board_, board);
  // Also when the rows are the same: changes_at may differ.
  board_ = std::make_shared<const core::Board>(std::move(board));
  if (delta.empty()) return;
  steps_ = core::with_step(steps_, core::step_of(delta));
  make_version(version_->channel(), version_->epoch(), version_->rev() + 1, position);
}

// The texts are made on demand by the shards, after this call: so the lambdas own copies.
void ShownBoard::make_version(std::string id, std::string epoch, std::int64_t rev,
                              const TimedPosition& position) {
  auto snapshot = [=, board = board_] {
    return wire::write_snapshot({id, epoch, rev}, position, *board);
  };
  auto delta = [=, board = board_,
                steps = steps_](std::int64_t from) -> std::optional<std::string> {
    const auto missing = core::catch_up(*board, steps, static_cast<std::size_t>(rev - from));
    if (!missing) return std::nullopt;
    return wire::write_delta({id, epoch, rev}, from, position, *missing);
  };
  version_ = std::make_shared<const net::Version>(
      std::move(id), std::move(epoch), rev,
      net::Version::Writers{std::move(snapshot), std::move(delta)});
}

}  // namespace dealbell::app
