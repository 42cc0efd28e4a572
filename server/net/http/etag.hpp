#pragma once

#include <string_view>

#include "net/http/http.hpp"

namespace dealbell::net {

// Whether If-None-Match names this entity tag, as the quoted text of the ETag header, so that the
// answer to a GET is 304. Weak comparison (RFC 9110 §13.1.2): proxies that compress make tags weak.
bool client_has(const Request& request, std::string_view etag);

}  // namespace dealbell::net
