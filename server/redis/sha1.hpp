#pragma once

#include <string>
#include <string_view>

namespace dealbell::redis {

// SHA-1 as 40 hex digits, as Redis computes it to identify a script and as redis.sha1hex in Lua.
std::string sha1_hex(std::string_view bytes);

}  // namespace dealbell::redis
