#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "app/live/shown_board.hpp"
#include "core/state/sales_state.hpp"

namespace dealbell::sim {

// The board that one node shows of its sales state.
class SimBoard {
 public:
  SimBoard(std::string epoch, const core::SalesState& sales, const TimedPosition& position);
  void show(const core::SalesState& sales, const TimedPosition& position);
  const net::Version& version() const { return *shown_.version(); }

 private:
  app::ShownBoard shown_;
};

// A screen; it keeps its state when it connects to another node.
class SimScreen {
 public:
  // Applies the frame that it lacks. An error text when the frame goes backwards.
  std::string update(const SimBoard& board);
  std::string tiles() const { return tiles_.dump(); }

 private:
  std::string epoch_;
  std::int64_t rev_ = -1;
  LogPosition position_;
  nlohmann::json tiles_;
};

// The tiles of a whole snapshot from this node.
std::string tiles_of(const SimBoard& board);

}  // namespace dealbell::sim
