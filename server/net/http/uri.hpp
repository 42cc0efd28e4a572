#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace dealbell::net {

// %41 becomes A. nullopt when an escape is broken, or when the result holds a NUL or is not UTF-8:
// nothing we name has either.
std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_space = false);

using QueryMap = std::map<std::string, std::string, std::less<>>;

// "a=1&b=x%20y"; a name without "=" has the value "". The last of a repeated name wins. nullopt as
// above.
std::optional<QueryMap> parse_query(std::string_view text);

struct Target {
  std::string path;
  QueryMap query;
};

// The target of an HTTP/1.1 request: "/path?query", or the same after "http://host" (RFC
// 9112, 3.2.2).
std::optional<Target> parse_target(std::string_view target);

}  // namespace dealbell::net
