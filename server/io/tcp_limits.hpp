#pragma once

#include <chrono>

namespace dealbell::io {

// Lets at most this many bytes wait in our kernel unsent (TCP_NOTSENT_LOWAT): what is behind them
// is then still ours to replace with something newer. Above it the socket counts as full.
void limit_unsent(int descriptor, int bytes);

// Ends the connection, with an error on whatever waits for it, when the peer has confirmed nothing
// of what is on its way or waiting for so long (TCP_USER_TIMEOUT, RFC 5482). The kernel keeps the
// time: a connection costs no timer of ours.
void limit_silence(int descriptor, std::chrono::milliseconds longest);

}  // namespace dealbell::io
