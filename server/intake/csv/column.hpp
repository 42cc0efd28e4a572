#pragma once

#include <span>
#include <string>
#include <vector>

#include "intake/csv/map.hpp"

namespace dealbell::intake {

// The values of one column that are not empty.
std::vector<std::string> samples(const std::vector<std::string>& header,
                                 std::span<const std::vector<std::string>> rows,
                                 const std::string& column);

// The field that says whether a deal is won.
CsvField status_field(const ColumnMap& map);

}  // namespace dealbell::intake
