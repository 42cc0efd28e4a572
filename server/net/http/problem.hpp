#pragma once

#include <string>
#include <string_view>

#include "net/http/http.hpp"

namespace dealbell::net {

// An RFC 9457 document, which problem() of http.hpp makes from an Error. No pointer if it is empty.
Response problem_document(int status, std::string_view code, std::string_view title,
                          std::string_view detail, std::string_view pointer);

// Problems of HTTP itself that have no Errc, such as 408, 421, 426, 431, 501 and 503.
Response http_problem(int status, std::string_view code, std::string_view detail);

}  // namespace dealbell::net
