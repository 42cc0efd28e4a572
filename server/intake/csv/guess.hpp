#pragma once

#include <span>
#include <string>
#include <vector>

#include "intake/csv/map.hpp"

namespace dealbell::intake {

// Sets the formats of dates, amounts and probabilities in the map where the rows allow only one
// reading, and the currency if every amount names it.
void guess_formats(ColumnMap& map, const std::vector<std::string>& header,
                   std::span<const std::vector<std::string>> rows);

}  // namespace dealbell::intake
