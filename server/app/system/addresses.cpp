#include "app/system/addresses.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/udp.hpp>

namespace dealbell::app {

namespace asio = boost::asio;

std::string url_of(const std::string& host, std::uint16_t port) {
  const bool v6 = host.find(':') != std::string::npos;
  return "http://" + (v6 ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

bool is_loopback(const std::string& host) {
  return host == "localhost" || host == "::1" || host.starts_with("127.");
}

// Connecting a datagram socket only looks up the route.
std::string lan_address() {
  asio::io_context context;
  asio::ip::udp::socket socket(context);
  boost::system::error_code ec;
  const auto remote = asio::ip::make_address("192.0.2.1");  // RFC 5737: in use nowhere
  socket.connect({remote, 9}, ec);
  const auto local = socket.local_endpoint(ec);
  return ec ? "127.0.0.1" : local.address().to_string();
}

}  // namespace dealbell::app
