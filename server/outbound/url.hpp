#pragma once

#include <string>

#include "base/result.hpp"

namespace dealbell::outbound {

// A URL in the two parts that a request needs, each as it was written: nothing is decoded, encoded
// or shortened.
struct Url {
  std::string origin;  // "https://host:8443"
  std::string target;  // "/path?query"; at least "/"
};

// http:// and https:// only, without user name; a fragment is left out. Errc::usage. Parsed by
// libcurl, which also connects: two parsers could understand two different hosts.
Result<Url> parse_url(const std::string& text);

}  // namespace dealbell::outbound
