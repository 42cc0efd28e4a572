#pragma once

#include <vector>

#include "app/live/shown_board.hpp"
#include "core/state/sales_state.hpp"
#include "ops/config.hpp"

namespace dealbell::app {

// The wall, and the boards that the org document defines.
std::vector<BoardSource> boards(const core::SalesState& sales, const ops::Config& config);

}  // namespace dealbell::app
