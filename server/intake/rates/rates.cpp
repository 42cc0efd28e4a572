#include "intake/rates/rates.hpp"

#include <algorithm>

#include "base/decimal.hpp"
#include "intake/csv/text.hpp"

namespace dealbell::intake {
namespace {

constexpr int decimals = 10;

bool is_currency(std::string_view code) {
  return code.size() == 3 &&
         std::all_of(code.begin(), code.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

std::string cite(std::string_view text) { return '"' + std::string(text.substr(0, 40)) + '"'; }

std::pair<Day, std::string_view> order(const core::RateSheet& sheet) {
  return {sheet.from, sheet.base};
}

}  // namespace

Error error_at_line(std::size_t line, const std::string& reason) {
  return error(Errc::bad_value, "line " + std::to_string(line) + ": " + reason);
}

Result<> RateTable::add(Day day, std::string_view base, std::string_view currency,
                        std::string_view rate) {
  for (const auto code : {base, currency})
    if (!is_currency(code))
      return error(Errc::bad_value,
                   cite(code) + " is not a currency: expected three capital letters such as USD");
  if (base == currency) return error(Errc::bad_value, "a rate from " + cite(base) + " to itself");
  const auto per_e10 = parse_decimal(rate, decimals);
  if (!per_e10 || *per_e10 <= 0)
    return error(Errc::bad_value, cite(rate) +
                                      " is not a rate: expected digits with at most one "
                                      "point and ten decimals, as in 1.0823");
  auto& sheet = sheets_[{day, std::string(base)}];
  sheet.from = day;
  sheet.base = base;
  if (!sheet.per_e10.emplace(currency, *per_e10).second)
    return error(Errc::bad_value, "a second rate of " + cite(currency) + " for " + format_day(day));
  return {};
}

Result<RateSheets> RateTable::sheets() && {
  RateSheets all;
  for (auto& [key, sheet] : sheets_) all.push_back(std::move(sheet));
  if (all.empty()) return error(Errc::bad_value, "the file contains no rates");
  return all;
}

Result<RateSheets> read_rates(std::string bytes) {
  if (bytes.size() > rates_bytes_max)
    return error(Errc::too_large, "the file is larger than 32 MiB");
  const auto decoded = decode_text(std::move(bytes));
  if (!decoded) return decoded.error();
  std::string_view text = decoded->text;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const auto first = text.find_first_not_of(" \t\r\n");
  const bool xml = first != std::string_view::npos && text[first] == '<';
  return xml ? read_rates_xml(text) : read_rates_csv(text);
}

RateSheets rates_since(RateSheets sheets, Day since) {
  // Banks publish on working days only: on a Sunday, Friday's sheet is in force.
  std::map<std::string, Day> in_force;
  for (const auto& sheet : sheets)
    if (sheet.from <= since) in_force[sheet.base] = sheet.from;
  std::erase_if(sheets, [&](const core::RateSheet& sheet) {
    return sheet.from < since && sheet.from != in_force[sheet.base];
  });
  return sheets;
}

RateSheets with_rates(RateSheets sheets, const RateSheets& fresh) {
  std::erase_if(sheets, [&](const core::RateSheet& sheet) {
    return std::ranges::binary_search(fresh, order(sheet), {}, order);
  });
  const auto kept = static_cast<std::ptrdiff_t>(sheets.size());
  sheets.insert(sheets.end(), fresh.begin(), fresh.end());
  std::ranges::inplace_merge(sheets, sheets.begin() + kept, {}, order);
  return sheets;
}

}  // namespace dealbell::intake
