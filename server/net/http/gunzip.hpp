#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace dealbell::net {

// Decompresses one or more gzip members. Errc::too_large as soon as the output would exceed
// max_bytes, whatever is still to come; Errc::bad_request for damaged or cut input.
Result<std::string> gunzip(std::string_view compressed, std::size_t max_bytes);

// For responses and tests.
std::string gzip(std::string_view plain);

}  // namespace dealbell::net
