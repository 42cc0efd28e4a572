#pragma once

#include <cstddef>
#include <string_view>

#include "base/result.hpp"

namespace dealbell::wire {

// No format of ours is deeper, and readers recurse.
constexpr int json_depth_max = 64;

// Whether `text` is exactly one JSON value (RFC 8259) in UTF-8, at most json_depth_max deep, by the
// parser of nlohmann/json. This is the first of two passes; JsonCursor then reads the text without
// checks. Two passes, because that library stores numbers as doubles, and a double rounds money;
// and because the rejected box stores every item of a batch as it was sent.
//
// Errors: bad_json with "line 3, column 14: …" (columns count characters), bad_utf8 with the byte
// offset, too_deep. Memory is constant, whatever the text.
Result<> check_json(std::string_view text, std::size_t first_line = 1);

}  // namespace dealbell::wire
