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
  std::string clear;
  for (const auto field : date_fields) {
    auto& mapped = map[field];
    if (mapped.column.empty()) continue;
    mapped.format = guess_date_format(samples(header, rows, mapped.column)).format;
    if (mapped.format.empty()) continue;
    mapped.reason += ", all dates fit " + mapped.format;
    if (clear.empty()) clear = mapped.format;
  }
  // The date columns of one file are written alike: a clear one settles the others.
  for (const auto field : date_fields) {
    auto& mapped = map[field];
    if (mapped.column.empty() || !mapped.format.empty()) continue;
    const auto fits = [&](const std::string& value) {
      return parse_written_date(value, clear).has_value();
    };
    if (std::ranges::all_of(samples(header, rows, mapped.column), fits)) mapped.format = clear;
  }
}

// A column beside it that has the same amounts as people read them says whether they are cents.
void guess_cents(FieldMap& amount, const Header& header, Rows rows) {
  if (amount.format != cents_or_units) return;
  const auto at = std::ranges::find(header, amount.column) - header.begin();
  const auto beside = find_column(header, plain_word(amount.column) + "formatted");
  if (beside.empty()) return;
  const auto read_at = std::ranges::find(header, beside) - header.begin();
  bool cents = false, units = false;
  for (const auto& row : rows) {
    if (row.size() != header.size()) continue;
    const auto read = row[static_cast<std::size_t>(read_at)];
    const auto end = read.find_last_of("0123456789");  // "$1,500 monthly"
    const auto bare = parse_written_amount(row[static_cast<std::size_t>(at)], '.');
    const auto shown = parse_written_amount(read.substr(0, end + 1), '.');
    if (!bare || !shown || shown->e4 == 0) continue;
    (bare->e4 / 100 == shown->e4 ? cents : units) = true;
  }
  if (cents != units) amount.format = cents ? "cents" : "units";
}

void guess_amounts(ColumnMap& map, const Header& header, Rows rows) {
  auto& amount = map[CsvField::amount];
  auto amounts = samples(header, rows, amount.column);
  map.decimal_mark = guess_decimal_mark(amounts).mark.value_or('\0');
  guess_cents(amount, header, rows);
  auto& currency = map[CsvField::currency];
  const auto names_one = [](const std::string& text) {
    return looks_like_amount(text) && written_currency(text).has_value();
  };
  if (!currency.used() && !amounts.empty() && std::ranges::all_of(amounts, names_one)) {
    currency.column = amount.column;
    currency.reason = "every amount names it";
  }
}

void guess_probability(FieldMap& probability, const Header& header, Rows rows) {
  const auto is_fraction = [](const std::string& text) {
    const auto number = core::parse_amount(text);
    return number && number->e4 >= 0 && number->e4 <= 10'000;
  };
  if (!std::ranges::all_of(samples(header, rows, probability.column), is_fraction))
    probability.format.clear();
}

}  // namespace

void guess_formats(ColumnMap& map, const Header& header, Rows rows) {
  guess_dates(map, header, rows);
  guess_amounts(map, header, rows);
  guess_probability(map[CsvField::probability], header, rows);
}

}  // namespace dealbell::intake
