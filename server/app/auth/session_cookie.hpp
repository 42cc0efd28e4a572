#pragma once

#include <string>
#include <string_view>

#include "net/http/http.hpp"

namespace dealbell::app {

inline constexpr std::string_view session_cookie = "dealbell_session";

// The Set-Cookie header for the secret of a device, in the answer to `request`. The browser keeps
// it for as long as the device lives without being used.
std::string set_session_cookie(std::string_view secret, const net::Request& request);

}  // namespace dealbell::app
