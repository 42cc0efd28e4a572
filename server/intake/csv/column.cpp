#include "intake/csv/column.hpp"

#include <algorithm>

namespace dealbell::intake {

std::vector<std::string> column_values(const std::vector<std::string>& header,
                                       std::span<const std::vector<std::string>> rows,
                                       const std::string& column) {
  const auto index = static_cast<std::size_t>(std::ranges::find(header, column) - header.begin());
  std::vector<std::string> values;
  for (const auto& row : rows)
    if (index < row.size() && !row[index].empty()) values.push_back(row[index]);
  return values;
}

CsvField status_field(const ColumnMap& map) {
  return map[CsvField::status].used() ? CsvField::status : CsvField::stage;
}

}  // namespace dealbell::intake
