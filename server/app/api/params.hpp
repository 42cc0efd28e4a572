#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "net/http/http.hpp"

namespace dealbell::app {

// The {name} part of the path. The route's pattern must have it.
const std::string& path_param(const net::Request& request, std::string_view name);

// The parameter ?name=; empty when it is absent.
std::string query_param(const net::Request& request, std::string_view name);

// A whole number that is the entire text.
std::optional<std::int64_t> whole_number(std::string_view text);

}  // namespace dealbell::app
