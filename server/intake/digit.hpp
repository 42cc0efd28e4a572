#pragma once

namespace dealbell::intake {

// Of ASCII, whatever the locale.
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace dealbell::intake
