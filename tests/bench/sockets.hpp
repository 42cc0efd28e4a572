#pragma once

#include <cstdint>

namespace dealbell::bench {

// A non-blocking socket on its way to that port of 127.0.0.1, without Nagle's delay, from the nth
// of this machine's own addresses (127.0.0.1, 127.0.0.2, …); -1 when nobody listens.
int begin_connect(int port, std::uint32_t nth_address);
// One that is there. Gives up when nobody listens.
int connected_to(int port);
bool somebody_listens(int port);

}  // namespace dealbell::bench
