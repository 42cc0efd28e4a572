#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace dealbell::net {

// Request targets and queries are not parsed by Boost.URL, which accepts only what RFC 3986 allows:
// browsers and PHP senders leave | ^ { } [ ] and " unescaped.

// %41 becomes A. nullopt if an escape is incomplete, or if the result contains a NUL or is not
// UTF-8: no name of ours does.
std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_space = false);

using QueryMap = std::map<std::string, std::string, std::less<>>;

// "a=1&b=x%20y", decoded. A name without "=" has the value ""; if a name is repeated the last value
// counts. nullopt as above.
std::optional<QueryMap> parse_query(std::string_view text);

struct Target {
  std::string path;
  QueryMap query;
};

// The target of an HTTP/1.1 request: "/path?query", or the same after "http://host" (RFC
// 9112, 3.2.2).
std::optional<Target> parse_target(std::string_view target);

// HOST[:PORT] of an absolute target, which counts instead of the Host header (RFC 9112, 3.2.2);
// nullopt of any other target.
std::optional<std::string_view> host_of_target(std::string_view target);

}  // namespace dealbell::net
