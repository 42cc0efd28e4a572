#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <memory>
#include <string>

#include "base/time.hpp"
#include "net/live/live_transport.hpp"

namespace dealbell::net {

// Server-sent events (WHATWG HTML, 9.2) on a socket whose HTTP request has been read: a response
// without an end. What the client still sends is dropped. There are no close codes: the stream
// ends, and the client's next request gets the reason. The response sets the cookie, unless it is
// empty.
std::unique_ptr<LiveTransport> event_stream(boost::asio::ip::tcp::socket socket,
                                            const std::string& set_cookie,
                                            LiveTransport::Owner& owner, Instant now);

}  // namespace dealbell::net
