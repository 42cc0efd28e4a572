#pragma once

#include <string>
#include <string_view>

#include "net/http/http.hpp"

namespace dealbell::net {

// Problems of HTTP itself, for which there is no Errc: 408, 421, 426, 431, 501, 503 …
Response http_problem(int status, std::string_view code, std::string_view detail);

}  // namespace dealbell::net
