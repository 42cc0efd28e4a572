#pragma once

#include <string_view>

namespace dealbell::net {

// RFC 9110's words for a status: "Not Found".
std::string_view reason_phrase(int status);

}  // namespace dealbell::net
