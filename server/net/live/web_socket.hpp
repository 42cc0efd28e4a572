#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <memory>

#include "net/http/http.hpp"
#include "net/live/hub.hpp"
#include "net/live/live_transport.hpp"

namespace dealbell::net {

// A WebSocket whose HTTP request has been read. Beast does the handshake, reading, pongs and the
// closing handshake; our frames are sent by a FrameWriter without Beast. After an invalid handshake
// on_close() is called. The response to the handshake sets the cookie, unless it is empty.
std::unique_ptr<LiveTransport> web_socket(boost::asio::ip::tcp::socket socket, const Request& head,
                                          const std::string& set_cookie,
                                          const LiveProtocol& protocol,
                                          LiveTransport::Owner& owner);

}  // namespace dealbell::net
