#pragma once

#include <cstddef>
#include <string_view>

namespace dealbell::net {

// How many bytes the first character of `text` has; 0 when it is not well-formed UTF-8 (overlong
// forms and surrogates are not).
std::size_t utf8_length(std::string_view text);

bool is_utf8(std::string_view text);

}  // namespace dealbell::net
