#pragma once

#include <span>
#include <string>
#include <vector>

#include "intake/csv/map.hpp"

namespace dealbell::intake {

// How dates, amounts and probabilities of the map's columns are written, as far as the rows say so;
// and the currency when every amount names it.
void guess_formats(ColumnMap& map, const std::vector<std::string>& header,
                   std::span<const std::vector<std::string>> rows);

}  // namespace dealbell::intake
