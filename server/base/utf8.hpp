#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace dealbell {

// The length of the well-formed UTF-8 sequence at the front of `text` (not empty), 0 when there is
// none: overlong forms, surrogates and anything beyond U+10FFFF are refused.
std::size_t utf8_length(std::string_view text);

// The offset of the first byte that is not UTF-8; text.size() when all of it is.
std::size_t first_bad_utf8(std::string_view text);

// The first `size` bytes at most, less a character that would be cut in two; bytes that are no text
// are cut at `size`.
std::string_view cut_utf8(std::string_view text, std::size_t size);

// Appends a code point; not a surrogate, at most U+10FFFF.
void append_utf8(std::string& out, char32_t point);

}  // namespace dealbell
