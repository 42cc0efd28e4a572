#pragma once

#include <string>
#include <string_view>

#include "base/time.hpp"
#include "net/http/http.hpp"

namespace dealbell::net {

// What the head of a response depends on besides the response.
struct HeadOptions {
  bool keep_alive = true;
  std::string_view host;  // the checked Host header, for the Content-Security-Policy of pages
  Instant now{};
  bool endless = false;            // the body has no length: it ends with the connection
  std::string_view public_host{};  // another name of ours in the policy; may be empty
};

// Status line and headers with the empty line at the end. Adds Content-Length, Date, Connection and
// the security headers that the handler did not set. A handler's header that contains a line break
// is dropped.
std::string response_head(const Response& response, const HeadOptions& options);

// False for 1xx, 204 and 304, which have no body and no Content-Length.
bool may_have_body(int status);

}  // namespace dealbell::net
