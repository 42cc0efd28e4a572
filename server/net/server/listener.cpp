#include "net/server/listener.hpp"

#include <sys/socket.h>

#include <boost/asio/detail/socket_option.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/v6_only.hpp>

namespace dealbell::net {
namespace asio = boost::asio;
using asio::ip::tcp;
namespace {

// All screens of a large office may reconnect at once. The kernel has its own maximum.
constexpr int backlog = 4096;

using ReusePort = asio::detail::socket_option::boolean<SOL_SOCKET, SO_REUSEPORT>;

Error failure(const std::string& host, std::uint16_t port, const boost::system::error_code& ec) {
  return error(Errc::io,
               "cannot listen on " + host + ":" + std::to_string(port) + ": " + ec.message());
}

}  // namespace

Result<tcp::acceptor> listen_on(asio::io_context& loop, const std::string& host, std::uint16_t port,
                                bool shared) {
  boost::system::error_code ec;
  const auto name = host == "localhost" ? std::string("127.0.0.1") : host;
  const auto address = asio::ip::make_address(name, ec);
  if (ec) return failure(host, port, ec);
  const tcp::endpoint endpoint(address, port);
  tcp::acceptor acceptor(loop);
  acceptor.open(endpoint.protocol(), ec);
  if (!ec) acceptor.set_option(tcp::acceptor::reuse_address(true), ec);
  if (!ec && shared) acceptor.set_option(ReusePort(true), ec);
  if (!ec && address.is_v6() && address.is_unspecified())
    acceptor.set_option(asio::ip::v6_only(false), ec);
  if (!ec) acceptor.bind(endpoint, ec);
  if (!ec) acceptor.listen(backlog, ec);
  if (ec) return failure(host, port, ec);
  return acceptor;
}

}  // namespace dealbell::net
