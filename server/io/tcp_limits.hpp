#pragma once

#include <chrono>

namespace dealbell::io {

// Limits how many unsent bytes the kernel keeps for this socket (TCP_NOTSENT_LOWAT); above it, the
// socket is not writable. Later frames stay in the program, where newer ones can replace them.
void limit_unsent(int descriptor, int bytes);

// Closes the connection if sent data stays unacknowledged, or cannot be sent, for longer than this
// (TCP_USER_TIMEOUT, RFC 5482); pending operations fail. The kernel measures the time, so that we
// need no timer per connection.
void limit_silence(int descriptor, std::chrono::milliseconds longest);

}  // namespace dealbell::io
