#include <algorithm>
#include <optional>
#include <set>

#include "intake/csv/column.hpp"
#include "intake/csv/date.hpp"
#include "intake/csv/guess.hpp"
#include "intake/csv/map.hpp"
#include "intake/csv/vendors.hpp"
#include "intake/csv/words.hpp"
#include "intake/decimal_amount.hpp"
#include "intake/plain_word.hpp"
#include "intake/space.hpp"

namespace dealbell::intake {
namespace {

using Rows = std::span<const std::vector<std::string>>;
using Header = std::vector<std::string>;

std::vector<std::string> cells_of(const Header& header, Rows rows, const std::string& column) {
  const auto index = static_cast<std::size_t>(std::ranges::find(header, column) - header.begin());
  std::vector<std::string> cells;
  for (const auto& row : rows)
    cells.emplace_back(index < row.size() ? trim(row[index]) : std::string_view());
  return cells;
}

// Uses the column, unless the file has several of the name and they differ.
void choose(FieldMap& field, const std::vector<std::string>& columns, const Header& header,
            Rows rows) {
  const auto first = cells_of(header, rows, columns.front());
  const auto is_same = [&](const auto& column) { return cells_of(header, rows, column) == first; };
  if (std::ranges::all_of(columns, is_same))
    field.column = columns.front();
  else
    field.candidates = columns;
}

bool is_mapped(const ColumnMap& map, const std::string& column) {
  return std::ranges::any_of(map.fields, [&](const FieldMap& field) {
    return field.column == column || std::ranges::count(field.candidates, column) > 0;
  });
}

void match_vendor(ColumnMap& map, const Header& header, Rows rows, const Vendor& vendor) {
  for (const auto& [field, headers, format] : vendor.columns) {
    const auto columns = find_columns(header, headers);
    if (columns.empty()) continue;
    choose(map[field], columns, header, rows);
    map[field].format = format;
    map[field].reason = "a column of " + std::string(vendor.name) + " exports";
  }
}

bool lists(const Vendor* vendor, CsvField field) {
  return vendor &&
         std::ranges::find(vendor->columns, field, &VendorColumn::field) != vendor->columns.end();
}

void match_headers(ColumnMap& map, const Header& header, Rows rows, const Vendor* vendor) {
  for (std::size_t i = 0; i < csv_field_count; ++i) {
    const auto field = static_cast<CsvField>(i);
    if (lists(vendor, field)) continue;
    for (const auto word : header_words(field)) {
      auto columns = find_columns(header, word);
      std::erase_if(columns, [&](const std::string& name) { return is_mapped(map, name); });
      if (columns.empty()) continue;
      choose(map[field], columns, header, rows);
      map[field].reason = "by its header";
      break;
    }
  }
}

// Amounts that are another one converted, a part of another, or a forecast.
bool is_derived_amount(std::string_view column) {
  const auto word = plain_word(column);
  constexpr std::string_view parts[] = {"companycurrency", "basecurrency", "converted", "weighted",
                                        "forecast",        "refunded",     "fee",       "tax"};
  return std::ranges::any_of(parts,
                             [&](auto part) { return word.find(part) != std::string::npos; });
}

// For fields without a known header: the only unmapped column whose values are all amounts is the
// amount, the only one whose values are all different is the id.
void match_values(ColumnMap& map, const Header& header, Rows rows) {
  const auto only_column = [&](auto condition) -> std::optional<std::string> {
    std::optional<std::string> found;
    for (const auto& column : header) {
      const auto values = column_values(header, rows, column);
      if (is_mapped(map, column) || is_derived_amount(column) || values.empty() ||
          !condition(values))
        continue;
      if (found) return std::nullopt;
      found = column;
    }
    return found;
  };
  if (!map[CsvField::amount].used() && map[CsvField::amount].candidates.empty()) {
    const auto amounts = [](const std::vector<std::string>& values) {
      return std::ranges::all_of(values, looks_like_amount) &&
             (guess_date_format(values).format.empty() ||
              is_number_format(guess_date_format(values).format));
    };
    if (const auto column = only_column(amounts)) {
      map[CsvField::amount].column = *column;
      map[CsvField::amount].reason = "the only column with amounts";
    }
  }
  if (!map[CsvField::id].used() && map[CsvField::id].candidates.empty()) {
    const auto distinct = [&](const std::vector<std::string>& values) {
      return values.size() == rows.size() &&
             std::set<std::string>(values.begin(), values.end()).size() == values.size();
    };
    if (const auto column = only_column(distinct)) {
      map[CsvField::id].column = *column;
      map[CsvField::id].reason = "the only column with unique values";
    }
  }
}

void guess_words(ColumnMap& map, const Header& header, Rows rows, const Vendor* vendor) {
  for (const auto& word : column_values(header, rows, map[status_field(map)].column)) {
    if (const auto status = common_status(word)) map.words.emplace(word, *status);
    for (const auto& [theirs, status] : vendor ? vendor->words : std::span<const VendorWord>{})
      if (plain_word(word) == theirs) map.words.insert_or_assign(word, status);
  }
}

// Adds to the stage's reason which stages the office's pipelines must know.
void list_unknown_stages(ColumnMap& map, const Header& header, Rows rows) {
  constexpr std::size_t listed_max = 5;
  if (status_field(map) != CsvField::stage) return;
  std::set<std::string> unknown;
  for (const auto& stage : column_values(header, rows, map[CsvField::stage].column))
    if (!map.words.contains(stage)) unknown.insert(stage);
  if (unknown.empty()) return;
  std::string list;
  std::size_t listed = 0;
  for (const auto& stage : unknown) {
    if (listed++ == listed_max) break;
    list += (list.empty() ? "" : ", ") + stage;
  }
  if (unknown.size() > listed_max)
    list += ", … and " + std::to_string(unknown.size() - listed_max) + " more";
  map[CsvField::stage].reason += "; the office's pipelines decide about: " + list;
}

ColumnMap match_columns(const Header& header, Rows rows, char delimiter, const Vendor* vendor) {
  ColumnMap map;
  map.delimiter = delimiter;
  if (vendor) match_vendor(map, header, rows, *vendor);
  if (vendor && !vendor->test_column.empty())
    map.left_out = {find_column(header, vendor->test_column), std::string(vendor->test_word)};
  match_headers(map, header, rows, vendor);
  if (!vendor) match_values(map, header, rows);
  return map;
}

}  // namespace

ColumnMap propose_map(const std::vector<std::string>& header, Rows rows, char delimiter) {
  return propose_map(header, rows, delimiter, "{}").value();
}

Result<ColumnMap> propose_map(const std::vector<std::string>& header, Rows rows, char delimiter,
                              std::string_view answers) {
  const auto* vendor = recognise(header);
  auto map = apply_json(match_columns(header, rows, delimiter, vendor), answers);
  if (!map) return map;
  guess_formats(*map, header, rows);
  guess_words(*map, header, rows, vendor);
  list_unknown_stages(*map, header, rows);
  return apply_json(std::move(*map), answers);  // a format of the answers overrides the guess
}

}  // namespace dealbell::intake
