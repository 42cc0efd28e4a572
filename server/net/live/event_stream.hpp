#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <memory>

#include "base/time.hpp"
#include "net/live/live_transport.hpp"

namespace dealbell::net {

// Server-sent events (WHATWG HTML, 9.2) on a socket whose HTTP request has been read: an answer
// without an end. Whatever the client still sends is dropped. A close code cannot be said here; the
// stream ends, and the next request is told why.
std::unique_ptr<LiveTransport> event_stream(boost::asio::ip::tcp::socket socket,
                                            LiveTransport::Owner& owner, Instant now);

}  // namespace dealbell::net
