#pragma once

#include <string_view>

namespace dealbell::net {

// The status in words: "Not Found" for 404.
std::string_view reason_phrase(int status);

}  // namespace dealbell::net
