#include "intake/csv/column.hpp"

#include <algorithm>

#include "intake/space.hpp"

namespace dealbell::intake {

std::vector<std::string> column_values(const std::vector<std::string>& header,
                                       std::span<const std::vector<std::string>> rows,
                                       const std::string& column) {
  const auto index = static_cast<std::size_t>(std::ranges::find(header, column) - header.begin());
  std::vector<std::string> values;
  for (const auto& row : rows)
    if (index < row.size() && !trim(row[index]).empty()) values.emplace_back(trim(row[index]));
  return values;
}

std::vector<std::string> money_values(const ColumnMap& map, const std::vector<std::string>& header,
                                      std::span<const std::vector<std::string>> rows) {
  std::vector<std::string> all;
  for (const auto field : {CsvField::amount, CsvField::won_amount, CsvField::refunded}) {
    const auto values = column_values(header, rows, map[field].column);
    all.insert(all.end(), values.begin(), values.end());
  }
  return all;
}

CsvField status_field(const ColumnMap& map) {
  return map[CsvField::status].used() ? CsvField::status : CsvField::stage;
}

}  // namespace dealbell::intake
