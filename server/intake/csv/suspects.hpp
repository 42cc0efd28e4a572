#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "core/events/event.hpp"

namespace dealbell::intake {

// The deal that each row of a file gives; nullptr for rows that give none.
using RowDeals = std::span<const core::Event* const>;

// Rows of one id that say different things, as indexes. Rows that say the same are no question.
struct DifferentRows {
  std::string id;
  std::vector<std::size_t> rows;
};
std::vector<DifferentRows> different_rows(RowDeals deals);

// A row that sums up others. It lacks an owner or title that most rows have, or its id is a word
// such as "Total"; and its amount is the sum of other rows, or it contains such a word.
struct SuspectedTotal {
  std::size_t row = 0;
  std::string why;
};
std::vector<SuspectedTotal> suspected_totals(RowDeals deals);

// Whether the days of the deals look like those of another calendar: most of the deals that have
// both were closed years before or after they were created, or nothing happened in the three years
// before `today`. Day numbers that count from 1904 and are read as the usual ones do.
bool dates_look_shifted(RowDeals deals, Day today);

}  // namespace dealbell::intake
