#pragma once

#include <cstdint>

namespace dealbell::bench {

// A non-blocking socket that is connecting to `port` of 127.0.0.1, with TCP_NODELAY, from the nth
// loopback address (127.0.0.1, 127.0.0.2, …); -1 if the connection is refused.
int begin_connect(int port, std::uint32_t nth_address);
// A connected blocking socket. Gives up if the connection is refused.
int connected_to(int port);
bool is_listening(int port);

}  // namespace dealbell::bench
