#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "net/http/http.hpp"

namespace dealbell::net {

// Checks the Host header. There must be exactly one, well-formed (Errc::bad_request). Unless
// `allowed` is empty, it must be an IP address or one of these names without port, in any case
// (Errc::forbidden). Prevents DNS rebinding: another site whose name resolves to our address cannot
// read our data. HTTP/1.0 may omit the header, which no browser does.
//
// Without Boost.URL: its version 1.81 rejects names that begin like an IPv4 address, such as
// 127.0.0.1.example.
Result<> check_host(const Request& request, const std::vector<std::string>& allowed);

}  // namespace dealbell::net
