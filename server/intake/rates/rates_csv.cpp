#include <algorithm>
#include <array>

#include "base/ascii.hpp"
#include "intake/csv/table.hpp"
#include "intake/rates/rates.hpp"

namespace dealbell::intake {
namespace {

// The bank writes a space after every comma.
std::string trimmed(const std::string& field) {
  const auto first = field.find_first_not_of(" \t");
  if (first == std::string::npos) return {};
  return field.substr(first, field.find_last_not_of(" \t") - first + 1);
}

// "2026-11-23", or "23 November 2026" as in the file for one day.
Result<Day> bank_day(const std::string& text) {
  constexpr std::string_view months[] = {"january",   "february", "march",    "april",
                                         "may",       "june",     "july",     "august",
                                         "september", "october",  "november", "december"};
  const auto first = text.find(' ');
  const auto last = text.rfind(' ');
  if (first == std::string::npos || first == last) return parse_day(text);
  const auto name = ascii_lower(text.substr(first + 1, last - first - 1));
  const auto* month = std::find(std::begin(months), std::end(months), name);
  const auto number = std::to_string(month - std::begin(months) + 1);
  const auto padded = [](const std::string& digits) {
    return digits.size() < 2 ? "0" + digits : digits;
  };
  auto day =
      parse_day(text.substr(last + 1) + "-" + padded(number) + "-" + padded(text.substr(0, first)));
  if (month == std::end(months) || !day)
    return error(Errc::bad_value, "\"" + text.substr(0, 40) +
                                      "\" is not a date: expected 2026-11-23 or 23 November 2026");
  return day;
}

// Date, USD, JPY, …: one row for each day, one column for each currency, per euro.
Result<> add_wide(RateTable& table, const std::vector<std::string>& header,
                  const std::vector<std::string>& fields) {
  const auto day = bank_day(fields.front());
  if (!day) return day.error();
  if (table.has(*day, std::string(euro)))
    return error(Errc::bad_value, "a second row for " + format_day(*day));
  if (fields.size() > header.size())
    return error(Errc::bad_value, "the row has more fields than the header");
  for (std::size_t i = 1; i < fields.size(); ++i) {
    if (fields[i].empty() || fields[i] == "N/A") continue;
    if (auto added = table.add(*day, euro, header[i], fields[i]); !added) return added;
  }
  return {};
}

// The columns of our own format, in any order.
constexpr std::array<std::string_view, 4> own_names = {"day", "base", "currency", "rate"};
using Columns = std::array<std::size_t, own_names.size()>;

std::optional<Columns> own_columns(const std::vector<std::string>& header) {
  Columns columns{};
  for (std::size_t i = 0; i < own_names.size(); ++i) {
    const auto column = std::ranges::find(
        header, own_names[i], [](const std::string& name) { return ascii_lower(name); });
    if (column == header.end()) return std::nullopt;
    columns[i] = static_cast<std::size_t>(column - header.begin());
  }
  return columns;
}

Result<> add_own(RateTable& table, const Columns& columns, const std::vector<std::string>& fields) {
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (columns[i] >= fields.size())
      return error(Errc::bad_value, "the " + std::string(own_names[i]) + " is missing");
  const auto day = parse_day(fields[columns[0]]);
  if (!day) return day.error();
  return table.add(*day, fields[columns[1]], fields[columns[2]], fields[columns[3]]);
}

}  // namespace

Result<RateSheets> read_rates_csv(std::string_view text) {
  CsvReader reader(text, detect_delimiter(text));
  std::vector<std::string> header;
  std::optional<Columns> own;
  RateTable table;
  while (auto row = reader.next()) {
    if (!*row) return row->error();
    auto& fields = (*row)->fields;
    std::ranges::transform(fields, fields.begin(), trimmed);
    while (!fields.empty() && fields.back().empty())
      fields.pop_back();  // the bank's lines end with a comma
    if (fields.empty()) continue;
    if (header.empty()) {
      header = std::move(fields);
      own = own_columns(header);
      if (!own && ascii_lower(header.front()) != "date")
        return error_at_line((*row)->line,
                             "expected the columns day, base, currency and rate, or a file of the "
                             "European Central Bank with Date and currencies");
      continue;
    }
    const auto added = own ? add_own(table, *own, fields) : add_wide(table, header, fields);
    if (!added) return error_at_line((*row)->line, added.error().message);
  }
  return std::move(table).sheets();
}

}  // namespace dealbell::intake
