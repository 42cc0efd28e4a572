#include "intake/csv/guess.hpp"

#include <algorithm>
#include <set>

#include "intake/csv/column.hpp"
#include "intake/csv/date.hpp"
#include "intake/csv/percentage.hpp"
#include "intake/csv/table.hpp"
#include "intake/csv/vendors.hpp"
#include "intake/csv/words.hpp"
#include "intake/currency.hpp"
#include "intake/decimal_amount.hpp"
#include "intake/plain_word.hpp"

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

// What the amounts say about their currency. A cell that is no amount concerns only its row.
void guess_currency(ColumnMap& map, const Header& header, Rows rows) {
  const auto& column = map[CsvField::amount].column;
  auto& currency = map[CsvField::currency];
  if (currency.used() || !currency.candidates.empty() || column.empty()) return;
  std::set<std::string> named;
  bool all = true, shared = false;
  for (const auto& cell : column_values(header, rows, column)) {
    const auto amount = parse_amount_cell(cell, ','), other = parse_amount_cell(cell, '.');
    if (!(amount && *amount) && !(other && *other)) continue;
    const auto code = written_currency(cell);
    const auto sign = shared_sign(cell);
    all = all && code;
    shared = shared || !sign.empty();
    if (code) named.insert(*code);
    if (!sign.empty()) named.emplace(sign);
  }
  const auto in_header = header_currency(without_position(column));
  if (!in_header.empty()) {
    if (const auto code = written_currency(in_header)) {
      currency.value = *code;
      currency.reason = "the header of the amounts names it";
    } else {
      named.emplace(in_header);
    }
  } else if (all && !shared && !named.empty()) {
    currency.column = column;
    currency.reason = "every amount names it";
  }
  map.named_currencies.assign(named.begin(), named.end());
}

void guess_amounts(ColumnMap& map, const Header& header, Rows rows) {
  map.decimal_mark = guess_decimal_mark(money_values(map, header, rows)).mark.value_or('\0');
  guess_cents(map[CsvField::amount], header, rows);
  guess_currency(map, header, rows);
}

void guess_probability(FieldMap& probability, const Header& header, Rows rows) {
  const auto is_percentage = [](const std::string& text) {
    const auto number = parse_percentage(text);
    return text.find('%') != std::string::npos || (number && number->e4 > 10'000);
  };
  if (std::ranges::any_of(column_values(header, rows, probability.column), is_percentage))
    probability.format.clear();
}

}  // namespace

void guess_formats(ColumnMap& map, const Header& header, Rows rows) {
  guess_dates(map, header, rows);
  guess_amounts(map, header, rows);
  guess_probability(map[CsvField::probability], header, rows);
}

}  // namespace dealbell::intake
