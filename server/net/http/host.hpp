#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "net/http/http.hpp"

namespace dealbell::net {

// Who the client thinks we are: exactly one well-formed Host (Errc::bad_request otherwise), and an
// IP address or one of `allowed` when that list is not empty (Errc::forbidden). Stops DNS
// rebinding: a page of another site whose name points at us does not get our data.
Result<> check_host(const Request& request, const std::vector<std::string>& allowed);

}  // namespace dealbell::net
