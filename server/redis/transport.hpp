#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <cstddef>
#include <optional>
#include <tuple>

#include "base/result.hpp"
#include "redis/url.hpp"

namespace dealbell::redis {

// Bytes to and from a server, over TCP or TLS. One loop. One read and one write may be in progress
// at a time; the transport must outlive them.
class Transport {
 public:
  explicit Transport(boost::asio::any_io_executor loop);

  // Resolves the host, connects and, with TLS, does the handshake; once. Errc::unavailable. It has
  // no timeout: close() ends it, except for a DNS query, which cannot be cancelled.
  boost::asio::awaitable<Result<>> open(Endpoint where, std::optional<Tls> tls);

  using Transferred = std::tuple<boost::system::error_code, std::size_t>;
  boost::asio::awaitable<Transferred> read_some(boost::asio::mutable_buffer into);
  boost::asio::awaitable<Transferred> write(boost::asio::const_buffer bytes);

  // Ends what is in progress with an error. Sends nothing: RESP has no closing message.
  void close();

 private:
  boost::asio::awaitable<Result<>> connect(const Endpoint& where);
  boost::asio::awaitable<Result<>> shake_hands(const Endpoint& where, const Tls& tls);

  boost::asio::ip::tcp::socket socket_;
  std::optional<boost::asio::ssl::context> context_;
  std::optional<boost::asio::ssl::stream<boost::asio::ip::tcp::socket&>> tls_;
  bool closed_ = false;
};

}  // namespace dealbell::redis
