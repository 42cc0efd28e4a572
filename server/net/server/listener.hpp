#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <string>

#include "base/result.hpp"

namespace dealbell::net {

// Binds and listens. `shared`: several acceptors of this process use the port (SO_REUSEPORT).
// Errc::io with the address and the reason.
Result<boost::asio::ip::tcp::acceptor> listen_on(boost::asio::io_context& loop,
                                                 const std::string& host, std::uint16_t port,
                                                 bool shared);

}  // namespace dealbell::net
