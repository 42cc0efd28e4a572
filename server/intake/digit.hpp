#pragma once

namespace dealbell::intake {

// ASCII digits only, whatever the locale.
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace dealbell::intake
