#pragma once

#include <string>
#include <string_view>

namespace dealbell::intake {

// Without the white space of Unicode and the characters without width (zero-width spaces, direction
// marks, soft hyphens) at both ends. Nobody sees them, so they never distinguish ids, people or
// words.
std::string_view trim(std::string_view text);

// Every white space of Unicode becomes ' '; characters without width disappear.
std::string plain_spaces(std::string_view text);

}  // namespace dealbell::intake
