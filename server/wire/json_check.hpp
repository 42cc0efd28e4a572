#pragma once

#include <cstddef>
#include <functional>
#include <string_view>

#include "base/result.hpp"

namespace dealbell::wire {

// Deeper JSON has no meaning for us, and readers recurse.
constexpr int json_depth_max = 64;

// Whether `text` is exactly one JSON value (RFC 8259) in UTF-8, at most json_depth_max deep. The
// first of two passes: what passes here can be read by JsonCursor without asking again.
//
// Our own, though nlohmann/json is at hand, for three things that it cannot give at once: numbers
// as their text (a double would round money), the place of every item of a batch in the body (for
// the rejected box), and a replay that takes microseconds per event. A test and a fuzz target hold
// it against nlohmann/json.
//
// Errors: bad_json with "line 3, column 14: …" (columns count characters), bad_utf8 with the byte
// offset, too_deep. Memory is constant, whatever the text.
Result<> check_json(std::string_view text, std::size_t first_line = 1);

// The same for one array, calling `item` with the text of each of its elements as soon as that is
// known to be good. `item` answers false to stop early: the rest is then not looked at.
Result<> check_json_array(std::string_view text, const std::function<bool(std::string_view)>& item);

}  // namespace dealbell::wire
