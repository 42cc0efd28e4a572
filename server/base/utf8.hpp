#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace dealbell {

// The length of the UTF-8 sequence at the front of `text`, which must not be empty; 0 if it is
// malformed. Overlong forms, surrogates and code points beyond U+10FFFF are malformed.
std::size_t utf8_length(std::string_view text);

// The offset of the first malformed byte; text.size() if there is none.
std::size_t first_bad_utf8(std::string_view text);

// At most the first `size` bytes, without splitting a character. Bytes that are not UTF-8 are cut
// at exactly `size`.
std::string_view cut_utf8(std::string_view text, std::size_t size);

// Appends a code point: at most U+10FFFF and not a surrogate.
void append_utf8(std::string& out, char32_t point);

}  // namespace dealbell
