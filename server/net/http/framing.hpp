#pragma once

#include <optional>

#include "net/http/http.hpp"

namespace dealbell::net {

// The answer to a request whose Transfer-Encoding leaves open where its body ends (RFC 9112 §6.1,
// §6.3), after which the connection must be closed; nullopt for all others. 400: the last coding is
// not chunked, there is a Content-Length too, or the request is HTTP/1.0. 501: codings before
// chunked, which we cannot decode. A proxy in front of us may read such a request differently, and
// then its body would be our next request.
std::optional<Response> framing_refusal(const Request& head);

}  // namespace dealbell::net
