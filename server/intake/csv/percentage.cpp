#include "intake/csv/percentage.hpp"

#include <algorithm>
#include <string>

#include "intake/space.hpp"

namespace dealbell::intake {

Result<core::Amount> parse_percentage(std::string_view text) {
  auto number = plain_spaces(text);
  if (const auto end = number.find_last_not_of(' '); end != std::string::npos && number[end] == '%')
    number.erase(end);
  std::ranges::replace(number, ',', '.');
  return core::parse_amount(trim(number));
}

}  // namespace dealbell::intake
