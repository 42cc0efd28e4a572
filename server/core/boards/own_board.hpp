#pragma once

#include "core/boards/board.hpp"
#include "core/state/sales_state.hpp"

namespace dealbell::core {

// A board of the org document: one tile for each of its entries, and the office tile. Tiles and
// fields are documented in wire/PROTOCOL.md. Pure; changes without events every quarter of an hour.
Board own_board(const SalesState& sales, const OrgBoard& board, Instant now, bool demo);

// A text that is equal for boards of the same layout. A different layout begins a new epoch.
std::string layout_of(const OrgBoard& board);

}  // namespace dealbell::core
