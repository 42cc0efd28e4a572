#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dealbell::intake {

// One webhook request, byte for byte as it was received: signatures cover the bytes, not their
// meaning.
struct Delivery {
  std::string method = "POST";
  std::string target;  // path and query as received
  // Names in lower case; order and repetitions are kept.
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
};

// Names are given in lower case. The value of the first header with this name; nullptr without one.
const std::string* first_header(const Delivery& delivery, std::string_view name);
// The header's value if there is exactly one; nullptr if it is absent or repeated.
const std::string* only_header(const Delivery& delivery, std::string_view name);

// The content type in lower case without its parameters: "text/xml" for "text/XML; charset=utf-8".
// Empty without one.
std::string media_type(const Delivery& delivery);

}  // namespace dealbell::intake
