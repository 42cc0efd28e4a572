#pragma once

#include <string>
#include <string_view>

namespace dealbell {

// Appends `text` as a JSON string, quotes included. UTF-8 stays as it is; bytes that are not UTF-8
// become U+FFFD, one for each.
void append_json_string(std::string& out, std::string_view text);

// The same as a string of its own.
std::string json_quoted(std::string_view text);

}  // namespace dealbell
