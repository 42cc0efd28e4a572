#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace dealbell::net {

// Decompresses one or more gzip members. Errc::too_large as soon as the output would exceed
// max_bytes; Errc::bad_request for damaged or truncated input.
Result<std::string> gunzip(std::string_view compressed, std::size_t max_bytes);

// For requests of our commands, and for tests.
std::string gzip(std::string_view plain);

}  // namespace dealbell::net
