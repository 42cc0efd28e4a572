#include "redis/transport.hpp"

#include <openssl/ssl.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/connect.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

namespace dealbell::redis {
namespace asio = boost::asio;
namespace ssl = asio::ssl;
using asio::ip::tcp;
namespace {

constexpr auto as_result = asio::as_tuple(asio::use_awaitable);

Error failed(std::string_view what, const boost::system::error_code& why) {
  return error(Errc::unavailable, std::string(what) + ": " + why.message());
}

Error closed_meanwhile() { return error(Errc::unavailable, "closed while connecting"); }

bool is_address(const std::string& host) {
  boost::system::error_code ec;
  asio::ip::make_address(host, ec);
  return !ec;
}

}  // namespace

Transport::Transport(asio::any_io_executor loop) : socket_(std::move(loop)) {}

asio::awaitable<Result<>> Transport::open(Endpoint where, std::optional<Tls> tls) {
  auto connected = co_await connect(where);
  if (!connected || !tls) co_return connected;
  co_return co_await shake_hands(where, *tls);
}

asio::awaitable<Result<>> Transport::connect(const Endpoint& where) {
  tcp::resolver resolver(socket_.get_executor());
  auto [unknown, places] =
      co_await resolver.async_resolve(where.host, std::to_string(where.port), as_result);
  if (closed_) co_return closed_meanwhile();
  if (unknown) co_return failed("cannot resolve the host", unknown);
  auto [refused, place] = co_await asio::async_connect(socket_, places, as_result);
  if (closed_) co_return closed_meanwhile();
  if (refused) co_return failed("cannot connect", refused);
  boost::system::error_code ignored;
  socket_.set_option(tcp::no_delay(true), ignored);
  co_return Result<>();
}

asio::awaitable<Result<>> Transport::shake_hands(const Endpoint& where, const Tls& tls) {
  boost::system::error_code ec;
  context_.emplace(ssl::context::tls_client);
  context_->set_options(
      ssl::context::default_workarounds | ssl::context::no_tlsv1 | ssl::context::no_tlsv1_1, ec);
  if (!tls.ca_file.empty())
    context_->load_verify_file(tls.ca_file, ec);
  else
    context_->set_default_verify_paths(ec);
  if (ec) co_return failed("cannot read the trusted certificates", ec);
  tls_.emplace(socket_, *context_);
  if (tls.verify) {
    tls_->set_verify_mode(ssl::verify_peer, ec);
    tls_->set_verify_callback(ssl::host_name_verification(where.host), ec);
  }
  if (!is_address(where.host)) SSL_set_tlsext_host_name(tls_->native_handle(), where.host.c_str());
  auto [refused] = co_await tls_->async_handshake(ssl::stream_base::client, as_result);
  if (closed_) co_return closed_meanwhile();
  if (refused) co_return failed("TLS handshake failed", refused);
  co_return Result<>();
}

asio::awaitable<Transport::Transferred> Transport::read_some(asio::mutable_buffer into) {
  if (tls_) return tls_->async_read_some(into, as_result);
  return socket_.async_read_some(into, as_result);
}

asio::awaitable<Transport::Transferred> Transport::write(asio::const_buffer bytes) {
  if (tls_) return asio::async_write(*tls_, bytes, as_result);
  return asio::async_write(socket_, bytes, as_result);
}

void Transport::close() {
  closed_ = true;
  boost::system::error_code ignored;
  socket_.close(ignored);
}

}  // namespace dealbell::redis
