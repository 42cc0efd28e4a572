#pragma once

#include <string>

#include "core/boards/wall/wall.hpp"
#include "core/state/sales_state.hpp"

namespace dealbell::test {

// `won_amount 2026-11 of ana = 1200.00` and its kin: fails the test where the floor says something
// else. See scenarios/README.md.
void expect_figure(const core::SalesState& sales, const std::string& line, Instant now);

// `waiting person hubspot:77 = 2 EUR 1200.00 proposed ana`, `waiting twin stripe:T1 = -`: what
// needs the admin. See scenarios/README.md.
void expect_waiting(const core::SalesState& sales, const std::string& line);

// `moment D1`, `no moment`, `ana 1000.00 rank 1`: on the wall as it stands.
void expect_on_wall(const core::Board& board, const std::string& text);

}  // namespace dealbell::test
