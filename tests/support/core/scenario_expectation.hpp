#pragma once

#include <string>

#include "core/boards/wall/wall.hpp"
#include "core/state/sales_state.hpp"

namespace dealbell::test {

// Checks a line such as `won_amount 2026-11 of ana = 1200.00`. See scenarios/README.md.
void expect_figure(const core::SalesState& sales, const std::string& line, Instant now);

// Checks what the admin has to map, in lines such as `waiting person hubspot:77 = 2 EUR 1200.00
// proposed ana` and `waiting twin stripe:T1 = -`. See scenarios/README.md.
void expect_waiting(const core::SalesState& sales, const std::string& line);

// Checks the wall: `moment D1`, `no moment`, `ana 1000.00 rank 1`.
void expect_on_wall(const core::Board& board, const std::string& text);

}  // namespace dealbell::test
