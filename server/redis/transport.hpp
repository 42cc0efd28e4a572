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

// Bytes to and from a server, over TCP or TLS on it. Everything belongs to one loop. One read and
// one write may be under way; the transport outlives them.
class Transport {
 public:
  explicit Transport(boost::asio::any_io_executor loop);

  // Finds the host, connects and, with TLS, shakes hands; once. Errc::unavailable. It has no end of
  // its own: close() ends it, but for a name server's answer, which nothing can call off.
  boost::asio::awaitable<Result<>> open(Endpoint where, std::optional<Tls> tls);

  using Transferred = std::tuple<boost::system::error_code, std::size_t>;
  boost::asio::awaitable<Transferred> read_some(boost::asio::mutable_buffer into);
  boost::asio::awaitable<Transferred> write(boost::asio::const_buffer bytes);

  // Ends what is under way with an error; without a good-bye, which RESP does not know.
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
