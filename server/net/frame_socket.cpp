#include "net/frame_socket.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/rfc7230.hpp>
#include <boost/beast/websocket/stream.hpp>

namespace dealbell::net {
namespace asio = boost::asio;
namespace beast = boost::beast;
namespace websocket = beast::websocket;
namespace {

constexpr auto as_result = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t keep_bytes = 4096;  // what a quiet connection's read buffer may keep

beast::http::request<beast::http::empty_body> upgrade_request(const Request& head) {
  beast::http::request<beast::http::empty_body> request(beast::http::verb::get, head.target, 11);
  for (const auto& [name, value] : head.headers) request.insert(name, value);
  return request;
}

bool offers(const Request& head, std::string_view subprotocol) {
  for (const auto& [name, value] : head.headers) {
    if (name != "sec-websocket-protocol") continue;
    for (const auto token : beast::http::token_list(value))
      if (token == subprotocol) return true;
  }
  return false;
}

}  // namespace

struct FrameSocket::Impl {
  explicit Impl(asio::ip::tcp::socket socket) : stream(std::move(socket)) {}
  websocket::stream<asio::ip::tcp::socket, false> stream;  // false: no deflate, 136 KiB saved
  beast::flat_buffer buffer;
};

FrameSocket::FrameSocket(asio::ip::tcp::socket socket)
    : impl_(std::make_unique<Impl>(std::move(socket))) {}
FrameSocket::~FrameSocket() = default;

asio::awaitable<bool> FrameSocket::accept(const Request& head, const std::string& subprotocol,
                                          std::size_t message_max_bytes) {
  auto& stream = impl_->stream;
  stream.auto_fragment(false);  // else a snapshot leaves in 4 KiB frames, one system call each
  stream.read_message_max(message_max_bytes);
  // All waiting is bounded by one sweep per shard instead of a timer per connection.
  stream.set_option(websocket::stream_base::timeout{websocket::stream_base::none(),
                                                    websocket::stream_base::none(), false});
  if (!subprotocol.empty() && offers(head, subprotocol)) {
    auto decorate = [&](websocket::response_type& response) {
      response.set(beast::http::field::sec_websocket_protocol, subprotocol);
    };
    stream.set_option(websocket::stream_base::decorator(decorate));
  }
  const auto request = upgrade_request(head);
  const auto [ec] = co_await stream.async_accept(request, as_result);
  // The decorator refers to this frame.
  stream.set_option(websocket::stream_base::decorator([](websocket::response_type&) {}));
  if (!ec) stream.text(true);
  co_return !ec;
}

void FrameSocket::write(Text text, std::shared_ptr<WriteListener> listener) {
  const auto bytes = asio::buffer(*text);
  impl_->stream.async_write(bytes,
                            [text = std::move(text), listener = std::move(listener)](
                                beast::error_code ec, std::size_t) { listener->written(!ec); });
}

asio::awaitable<std::optional<std::string>> FrameSocket::read() {
  auto& buffer = impl_->buffer;
  const auto [ec, size] = co_await impl_->stream.async_read(buffer, as_result);
  if (ec) co_return std::nullopt;
  std::string text;
  if (impl_->stream.got_text()) text = beast::buffers_to_string(buffer.data());
  buffer.consume(size);
  if (buffer.capacity() > keep_bytes) buffer = beast::flat_buffer();
  co_return text;
}

void FrameSocket::close(CloseCode code, std::string_view reason,
                        std::shared_ptr<WriteListener> owner) {
  const websocket::close_reason why(static_cast<websocket::close_code>(code), reason);
  impl_->stream.async_close(why, [owner = std::move(owner)](beast::error_code) {});
}

void FrameSocket::abort() {
  beast::error_code ignored;
  impl_->stream.next_layer().close(ignored);
}

int FrameSocket::descriptor() { return impl_->stream.next_layer().native_handle(); }

}  // namespace dealbell::net
