#pragma once

#include <cstddef>
#include <string_view>

namespace dealbell::bench {

// The size of the complete response at the front of `received`, 0 while it is incomplete. Gives up
// on responses other than 2xx or without a Content-Length: fast failures must not count.
std::size_t http_response_size(std::string_view received);

}  // namespace dealbell::bench
