#pragma once

#include <string>
#include <string_view>

#include "base/time.hpp"
#include "net/http/http.hpp"

namespace dealbell::net {

// What the head of an answer says besides the answer itself.
struct HeadOptions {
  bool keep_alive = true;
  std::string_view
      host;  // as the client named us, checked; for the Content-Security-Policy of pages
  Instant now{};
  bool endless = false;  // the body has no length: it goes on until one of the two leaves
};

// Status line and headers with the closing empty line. Adds Content-Length, Date, Connection and
// the security headers a handler did not set itself. A handler's header with a line break in it is
// left out.
std::string response_head(const Response& response, const HeadOptions& options);

// 204 and 304 have no body and no length.
bool may_have_body(int status);

}  // namespace dealbell::net
