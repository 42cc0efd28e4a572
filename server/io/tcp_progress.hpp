#pragma once

#include <cstdint>

namespace dealbell::io {

// What the peer's kernel has confirmed on a TCP socket. Never shrinks; zero for a closed
// descriptor.
struct TcpProgress {
  std::uint64_t acked_bytes = 0;
  bool pending = false;  // something is on its way or waits in our kernel
};
TcpProgress tcp_progress(int descriptor);

// Lets at most this many bytes wait in our kernel unsent: what is behind them is then still ours to
// replace with something newer.
void limit_unsent(int descriptor, int bytes);

}  // namespace dealbell::io
