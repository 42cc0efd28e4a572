#pragma once

#include <string_view>

namespace dealbell::intake {

// Whether `pattern` fits the whole text: '*' is any text, '?' one byte, everything else itself.
// Takes at most text times pattern steps, whatever they are.
bool fits(std::string_view pattern, std::string_view text);

}  // namespace dealbell::intake
