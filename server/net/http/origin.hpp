#pragma once

#include <string>
#include <string_view>

#include "net/http/http.hpp"

namespace dealbell::net {

// "https" if a proxy says that the client uses TLS, otherwise "http". Programs may send anything,
// but a page of another site cannot: it may not set this header without our permission.
std::string_view scheme_of(const Request& request);

// In lower case, without the scheme's default port. Empty unless it is SCHEME://HOST[:PORT] with
// http or https.
std::string normal_origin(std::string_view origin);

// Whether the Origin header names this server: `public_url` (may be empty), or the scheme and the
// Host of this request, which has been checked with check_host(). The host of `public_url` counts
// with the scheme of `public_url` only. False without an Origin.
bool has_own_origin(const Request& request, std::string_view public_url);

}  // namespace dealbell::net
