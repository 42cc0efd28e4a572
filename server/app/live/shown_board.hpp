#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "core/boards/board.hpp"
#include "core/boards/board_history.hpp"
#include "core/state/sales_state.hpp"
#include "net/live/version.hpp"
#include "wire/live_json.hpp"

namespace dealbell::app {

// A board that can be shown: its name, how to look at the floor for it, and its pace.
struct BoardSource {
  std::string id;
  std::string layout;              // another layout is another epoch
  std::chrono::milliseconds tick;  // a frame at most so often
  std::function<core::Board(const core::SalesState&, Instant now)> view;
};

// A board as it is shown: its newest version and the steps that led to it. A value.
class ShownBoard {
 public:
  // The first version of an epoch.
  ShownBoard(std::string id, std::string epoch, core::Board board, const TimedPosition& position);

  // The next version, unless nothing differs.
  void show(core::Board board, const TimedPosition& position);

  const std::shared_ptr<const net::Version>& version() const { return version_; }
  Instant changes_at() const { return board_->changes_at; }

 private:
  void publish(std::string id, std::string epoch, std::int64_t rev, const TimedPosition& position);

  std::shared_ptr<const core::Board> board_;
  core::BoardSteps steps_;
  std::shared_ptr<const net::Version> version_;
};

}  // namespace dealbell::app
