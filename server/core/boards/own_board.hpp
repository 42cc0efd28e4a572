#pragma once

#include "core/boards/board.hpp"
#include "core/state/sales_state.hpp"

namespace dealbell::core {

// A screen of the org document: one tile for each of its entries, the office's tile beside them.
// Tiles and fields are in wire/PROTOCOL.md. Pure; changes by itself every quarter of an hour.
Board own_board(const SalesState& sales, const OrgBoard& board, Instant now, bool demo);

// What makes two of these boards the same layout: another text is another epoch.
std::string layout_of(const OrgBoard& board);

}  // namespace dealbell::core
