#include <algorithm>
#include <optional>
#include <set>

#include "intake/csv_amount.hpp"
#include "intake/csv_column.hpp"
#include "intake/csv_date.hpp"
#include "intake/csv_map.hpp"
#include "intake/csv_words.hpp"

namespace dealbell::intake {
namespace {

using Rows = std::span<const std::vector<std::string>>;
using Header = std::vector<std::string>;

bool taken(const ColumnMap& map, const std::string& column) {
  return std::ranges::any_of(map.fields,
                             [&](const FieldMap& field) { return field.column == column; });
}

void match_headers(ColumnMap& map, const Header& header) {
  for (std::size_t i = 0; i < csv_field_count; ++i) {
    const auto field = static_cast<CsvField>(i);
    for (const auto word : header_words(field)) {
      const auto column = std::ranges::find_if(header, [&](const std::string& name) {
        return plain_word(name) == word && !taken(map, name);
      });
      if (column == header.end()) continue;
      map[field].column = *column;
      map[field].reason = "the header says so";
      break;
    }
  }
}

// The only column left whose values are all different, or all amounts, when the header says
// nothing.
void match_values(ColumnMap& map, const Header& header, Rows rows) {
  const auto only = [&](auto fits) -> std::optional<std::string> {
    std::optional<std::string> found;
    for (const auto& column : header) {
      const auto values = samples(header, rows, column);
      if (taken(map, column) || values.empty() || !fits(values)) continue;
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
    if (const auto column = only(amounts)) {
      map[CsvField::amount].column = *column;
      map[CsvField::amount].reason = "the only column of amounts";
    }
  }
  if (!map[CsvField::id].used()) {
    const auto distinct = [&](const std::vector<std::string>& values) {
      return values.size() == rows.size() &&
             std::set<std::string>(values.begin(), values.end()).size() == values.size();
    };
    if (const auto column = only(distinct)) {
      map[CsvField::id].column = *column;
      map[CsvField::id].reason = "the only column whose values are all different";
    }
  }
}

void guess_formats(ColumnMap& map, const Header& header, Rows rows) {
  for (const auto field : {CsvField::created, CsvField::closed}) {
    if (map[field].column.empty()) continue;
    map[field].format = guess_date_format(samples(header, rows, map[field].column)).format;
    if (!map[field].format.empty()) map[field].reason += ", all dates fit " + map[field].format;
  }
  // Two date columns of one file are written alike: the clear one settles the other.
  auto &created = map[CsvField::created], &closed = map[CsvField::closed];
  if (created.format.empty() && !created.column.empty()) created.format = closed.format;
  if (closed.format.empty() && !closed.column.empty()) closed.format = created.format;
  for (auto* field : {&created, &closed}) {
    const auto values = samples(header, rows, field->column);
    const auto fits = [&](const std::string& value) {
      return parse_written_date(value, field->format).has_value();
    };
    if (!field->format.empty() && !std::ranges::all_of(values, fits)) field->format.clear();
  }
  const auto mark = guess_decimal_mark(samples(header, rows, map[CsvField::amount].column)).mark;
  map.decimal_mark = mark.value_or('\0');
}

void guess_words(ColumnMap& map, const Header& header, Rows rows) {
  for (const auto& word : samples(header, rows, map[status_field(map)].column))
    if (const auto status = common_status(word)) map.words.emplace(word, *status);
}

}  // namespace

ColumnMap propose_map(const std::vector<std::string>& header, Rows rows, char delimiter) {
  ColumnMap map;
  map.delimiter = delimiter;
  match_headers(map, header);
  match_values(map, header, rows);
  guess_formats(map, header, rows);
  guess_words(map, header, rows);
  return map;
}

}  // namespace dealbell::intake
