#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dealbell::intake {

// One webhook as it came in, byte for byte: signatures are over what was sent, not over what it
// means.
struct Delivery {
  std::string method = "POST";
  std::string target;  // path and query as received
  // Names in lower case, order and repetitions kept.
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
};

// The header's value if it stands there exactly once; nullptr when it is absent or repeated.
// `name` in lower case.
const std::string* only_header(const Delivery& delivery, std::string_view name);

}  // namespace dealbell::intake
