#pragma once

#include <vector>

#include "app/shown_board.hpp"
#include "core/floor.hpp"
#include "ops/config.hpp"

namespace dealbell::app {

// The wall, and the boards that the org document names.
std::vector<BoardSource> boards(const core::Floor& office, const ops::Config& config);

}  // namespace dealbell::app
