#pragma once

#include <string>
#include <string_view>

namespace dealbell::intake {

// The text as a JSON string with its quotes. Bytes that are not UTF-8 become U+FFFD.
std::string json_quoted(std::string_view text);

}  // namespace dealbell::intake
