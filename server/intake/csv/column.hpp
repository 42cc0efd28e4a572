#pragma once

#include <span>
#include <string>
#include <vector>

#include "intake/csv/map.hpp"

namespace dealbell::intake {

// The values of one column, trimmed and without empty ones.
std::vector<std::string> column_values(const std::vector<std::string>& header,
                                       std::span<const std::vector<std::string>> rows,
                                       const std::string& column);

// The values of all columns of money.
std::vector<std::string> money_values(const ColumnMap& map, const std::vector<std::string>& header,
                                      std::span<const std::vector<std::string>> rows);

// The field from which the status is read: `status` if it is mapped, else `stage`.
CsvField status_field(const ColumnMap& map);

}  // namespace dealbell::intake
