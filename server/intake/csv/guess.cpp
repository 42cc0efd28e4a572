#include "intake/csv/guess.hpp"

#include <algorithm>

#include "intake/csv/column.hpp"
#include "intake/csv/currency.hpp"
#include "intake/csv/date.hpp"
#include "intake/csv/vendors.hpp"
#include "intake/csv/words.hpp"
#include "intake/decimal_amount.hpp"

namespace dealbell::intake {
namespace {

using Rows = std::span<const std::vector<std::string>>;
using Header = std::vector<std::string>;

void guess_dates(ColumnMap& map, const Header& header, Rows rows) {
  std::string known;
  for (const auto field : date_fields) {
    auto& mapped = map[field];
    if (mapped.column.empty()) continue;
    mapped.format = guess_date_format(column_values(header, rows, mapped.column)).format;
    if (mapped.format.empty()) continue;
    mapped.reason += ", all dates are " + mapped.format;
    if (known.empty()) known = mapped.format;
  }
  // All date columns of a file have the same format: a known one settles the others.
  for (const auto field : date_fields) {
    auto& mapped = map[field];
    if (mapped.column.empty() || !mapped.format.empty()) continue;
    const auto is_known_format = [&](const std::string& value) {
      return parse_written_date(value, known).has_value();
    };
    if (std::ranges::all_of(column_values(header, rows, mapped.column), is_known_format))
      mapped.format = known;
  }
}

// Compares the amounts with a second column that has them formatted for people, to see whether they
// are cents.
void guess_cents(FieldMap& amount, const Header& header, Rows rows) {
  if (amount.format != cents_or_units) return;
  const auto raw_index = std::ranges::find(header, amount.column) - header.begin();
  const auto formatted_column = find_column(header, plain_word(amount.column) + "formatted");
  if (formatted_column.empty()) return;
  const auto formatted_index = std::ranges::find(header, formatted_column) - header.begin();
  bool cents = false, units = false;
  for (const auto& row : rows) {
    if (row.size() != header.size()) continue;
    const auto& text = row[static_cast<std::size_t>(formatted_index)];
    const auto end = text.find_last_of("0123456789");  // "$1,500 monthly"
    const auto raw = parse_written_amount(row[static_cast<std::size_t>(raw_index)], '.');
    const auto formatted = parse_written_amount(text.substr(0, end + 1), '.');
    if (!raw || !formatted || formatted->e4 == 0) continue;
    (raw->e4 / 100 == formatted->e4 ? cents : units) = true;
  }
  if (cents != units) amount.format = cents ? "cents" : "units";
}

void guess_amounts(ColumnMap& map, const Header& header, Rows rows) {
  auto& amount = map[CsvField::amount];
  auto amounts = column_values(header, rows, amount.column);
  map.decimal_mark = guess_decimal_mark(amounts).mark.value_or('\0');
  guess_cents(amount, header, rows);
  auto& currency = map[CsvField::currency];
  const auto names_currency = [](const std::string& text) {
    return looks_like_amount(text) && written_currency(text).has_value();
  };
  if (!currency.used() && !amounts.empty() && std::ranges::all_of(amounts, names_currency)) {
    currency.column = amount.column;
    currency.reason = "every amount names it";
  }
}

void guess_probability(FieldMap& probability, const Header& header, Rows rows) {
  const auto is_fraction = [](const std::string& text) {
    const auto number = core::parse_amount(text);
    return number && number->e4 >= 0 && number->e4 <= 10'000;
  };
  if (!std::ranges::all_of(column_values(header, rows, probability.column), is_fraction))
    probability.format.clear();
}

}  // namespace

void guess_formats(ColumnMap& map, const Header& header, Rows rows) {
  guess_dates(map, header, rows);
  guess_amounts(map, header, rows);
  guess_probability(map[CsvField::probability], header, rows);
}

}  // namespace dealbell::intake
