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

namespace dealbell::intake {
namespace {

using Rows = std::span<const std::vector<std::string>>;
using Header = std::vector<std::string>;

bool is_mapped(const ColumnMap& map, const std::string& column) {
  return std::ranges::any_of(map.fields,
                             [&](const FieldMap& field) { return field.column == column; });
}

void match_vendor(ColumnMap& map, const Header& header, const Vendor& vendor) {
  for (const auto& [field, headers, format] : vendor.columns) {
    const auto column = find_column(header, headers);
    if (column.empty()) continue;
    map[field].column = column;
    map[field].format = format;
    map[field].reason = "a column of " + std::string(vendor.name) + " exports";
  }
}

bool lists(const Vendor* vendor, CsvField field) {
  return vendor &&
         std::ranges::find(vendor->columns, field, &VendorColumn::field) != vendor->columns.end();
}

void match_headers(ColumnMap& map, const Header& header, const Vendor* vendor) {
  for (std::size_t i = 0; i < csv_field_count; ++i) {
    const auto field = static_cast<CsvField>(i);
    if (lists(vendor, field)) continue;
    for (const auto word : header_words(field)) {
      const auto column = std::ranges::find_if(header, [&](const std::string& name) {
        return plain_word(name) == word && !is_mapped(map, name);
      });
      if (column == header.end()) continue;
      map[field].column = *column;
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
  if (!map[CsvField::amount].used()) {
    const auto amounts = [](const std::vector<std::string>& values) {
      return std::ranges::all_of(values, looks_like_amount) &&
             guess_date_format(values).format.empty();
    };
    if (const auto column = only_column(amounts)) {
      map[CsvField::amount].column = *column;
      map[CsvField::amount].reason = "the only column with amounts";
    }
  }
  if (!map[CsvField::id].used()) {
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

}  // namespace

ColumnMap propose_map(const std::vector<std::string>& header, Rows rows, char delimiter) {
  ColumnMap map;
  map.delimiter = delimiter;
  const auto* vendor = recognise(header);
  if (vendor) match_vendor(map, header, *vendor);
  match_headers(map, header, vendor);
  if (!vendor) match_values(map, header, rows);
  guess_formats(map, header, rows);
  guess_words(map, header, rows, vendor);
  list_unknown_stages(map, header, rows);
  return map;
}

}  // namespace dealbell::intake
