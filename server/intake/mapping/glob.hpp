#pragma once

#include <string_view>

namespace dealbell::intake {

// Whether the pattern matches the whole text: '*' matches any text, '?' one byte, everything else
// itself. Takes at most size of text times size of pattern steps.
bool glob_matches(std::string_view pattern, std::string_view text);

}  // namespace dealbell::intake
