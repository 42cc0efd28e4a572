#include "intake/csv/id.hpp"

#include <algorithm>
#include <iterator>

#include "base/ascii.hpp"
#include "intake/digit.hpp"

namespace dealbell::intake {
namespace {

constexpr std::string_view id_formats[] = {"salesforce", "zoho", "guid"};

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_alphanumeric(char c) { return is_digit(c) || is_upper(c) || (c >= 'a' && c <= 'z'); }

// "1.23E+15": one digit before the decimal mark, and an exponent.
bool is_rounded_number(std::string_view id) {
  const auto e = id.find("E+");
  if (e == std::string_view::npos || e == 0 || e + 2 == id.size() || !is_digit(id[0])) return false;
  const auto mantissa = id.substr(1, e - 1), exponent = id.substr(e + 2);
  const bool has_mark = mantissa.empty() || mantissa[0] == '.' || mantissa[0] == ',';
  return has_mark &&
         std::all_of(mantissa.begin() + (mantissa.empty() ? 0 : 1), mantissa.end(), is_digit) &&
         std::ranges::all_of(exponent, is_digit);
}

// Salesforce's rule: each of the three characters encodes which of five characters are capitals.
std::string with_18_characters(std::string id) {
  constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
  for (std::size_t part = 0; part < 3; ++part) {
    std::size_t capitals = 0;
    for (std::size_t i = 0; i < 5; ++i)
      if (is_upper(id[part * 5 + i])) capitals |= std::size_t{1} << i;
    id += alphabet[capitals];
  }
  return id;
}

std::string without_braces(std::string id) {
  std::erase_if(id, [](char c) { return c == '{' || c == '}'; });
  return ascii_lower(id);
}

}  // namespace

bool is_id_format(std::string_view format) {
  return std::ranges::find(id_formats, format) != std::end(id_formats);
}

Result<std::string> webhook_id(std::string id, std::string_view format) {
  if (is_rounded_number(id))
    return error(Errc::bad_value, "\"" + id.substr(0, 40) +
                                      "\" is a number that a spreadsheet has rounded: export again "
                                      "and import the file without opening it in a spreadsheet");
  if (format == "salesforce" && id.size() == 15 && std::ranges::all_of(id, is_alphanumeric))
    return with_18_characters(std::move(id));
  if (format == "zoho" && id.starts_with("zcrm_")) return id.substr(5);
  if (format == "guid") return without_braces(std::move(id));
  return id;
}

}  // namespace dealbell::intake
