#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "app/live/shown_board.hpp"
#include "core/state/sales_state.hpp"

namespace dealbell::sim {

// What one node shows of its floor.
class SimBoard {
 public:
  SimBoard(std::string epoch, const core::SalesState& sales, const wire::Position& position);
  void show(const core::SalesState& sales, const wire::Position& position);
  const net::Version& version() const { return *shown_.version(); }

 private:
  app::ShownBoard shown_;
};

// A screen somewhere: keeps what it has when it is moved to another node.
class SimScreen {
 public:
  // Takes what it lacks; the complaint when a frame goes backwards.
  std::string look(const SimBoard& board);
  std::string tiles() const { return tiles_.dump(); }

 private:
  std::string epoch_;
  std::int64_t rev_ = -1;
  std::pair<std::int64_t, std::uint64_t> position_;
  nlohmann::json tiles_;
};

// The tiles as the node would send them whole.
std::string tiles_of(const SimBoard& board);

}  // namespace dealbell::sim
