#pragma once

#include <string>
#include <string_view>

namespace dealbell::redis {

// SHA-1 as 40 hex digits: what Redis computes itself, to name a script and as redis.sha1hex in Lua.
std::string sha1_hex(std::string_view bytes);

}  // namespace dealbell::redis
