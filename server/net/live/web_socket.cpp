#include "net/live/web_socket.hpp"

#include <array>
#include <boost/beast/http/rfc7230.hpp>
#include <boost/beast/websocket/stream.hpp>
#include <vector>

#include "net/live/frame_writer_transport.hpp"

namespace dealbell::net {
namespace {
namespace asio = boost::asio;
namespace beast = boost::beast;
namespace websocket = beast::websocket;

using HandshakeRequest = beast::http::request<beast::http::empty_body>;

HandshakeRequest handshake_of(const Request& head) {
  HandshakeRequest request(beast::http::verb::get, head.target, 11);
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

// A FrameWriter with the two functions that Beast requires of a stream type that it does not know.
class BeastStream : public FrameWriter {
 public:
  using FrameWriter::FrameWriter;

  template <class Handler>
  friend void async_teardown(beast::role_type role, BeastStream& stream, Handler&& handler) {
    websocket::async_teardown(role, stream.socket(), std::forward<Handler>(handler));
  }
  friend void beast_close_socket(BeastStream& stream) {
    boost::system::error_code ignored;
    stream.socket().close(ignored);
  }
};

class WebSocket final : public FrameWriterTransport {
 public:
  WebSocket(asio::ip::tcp::socket socket, const Request& head, const std::string& set_cookie,
            const LiveProtocol& protocol, Owner& owner)
      : FrameWriterTransport(owner), stream_(std::move(socket)) {
    stream_.auto_fragment(false);
    stream_.read_message_max(protocol.limits.message_max_bytes);
    // Every wait is bounded by the sweep of the shard or by the kernel, not by a timer per socket.
    stream_.set_option(websocket::stream_base::timeout{websocket::stream_base::none(),
                                                       websocket::stream_base::none(), false});
    handshake_ = std::make_unique<HandshakeRequest>(handshake_of(head));
    using beast::http::field;
    if (offers(head, protocol.subprotocol))
      response_fields_.emplace_back(field::sec_websocket_protocol, protocol.subprotocol);
    if (!set_cookie.empty()) response_fields_.emplace_back(field::set_cookie, set_cookie);
  }

  Form form() const override { return Form::web_socket; }

  void begin() override {
    if (!response_fields_.empty()) {
      auto decorate = [fields = std::move(response_fields_)](websocket::response_type& response) {
        for (const auto& [name, value] : fields) response.set(name, value);
      };
      stream_.set_option(websocket::stream_base::decorator(decorate));
    }
    stream_.async_accept(*handshake_, [this, owner = owner_.shared_from_this()](auto ec) {
      handshake_.reset();
      if (ec) return fail();
      owner_.on_open();
      read();
    });
  }

  // Not by async_close, which deadlocks with the pending read if the peer's next protocol error has
  // already arrived. The pending read ends with the peer's close frame.
  void close(CloseCode code) override {
    write(close_frame(static_cast<std::uint16_t>(code), reason_of(code)));
    writer().mute();
  }

 private:
  FrameWriter& writer() override { return stream_.next_layer(); }

  // An idle connection has only the small buffer; a longer message gets a large one until it is
  // complete.
  void read() {
    const auto space = message_.empty() ? asio::buffer(small_) : free_space();
    stream_.async_read_some(space, [this, owner = owner_.shared_from_this()](auto ec, auto size) {
      if (ec) return fail();
      take(size);
      read();
    });
  }

  asio::mutable_buffer free_space() {
    message_.resize(used_ + large_bytes);
    return asio::buffer(message_.data() + used_, large_bytes);
  }

  void take(std::size_t size) {
    const bool complete = stream_.is_message_done();
    if (message_.empty() && complete) return deliver({small_.data(), size});
    if (message_.empty()) message_.assign(small_.begin(), small_.begin() + size);
    used_ += size;
    if (!complete) return;
    deliver(std::string_view(message_.data(), used_));
    message_ = std::vector<char>();
    used_ = 0;
  }

  // A binary message is delivered as "", which the protocol does not accept.
  void deliver(std::string_view text) { owner_.on_message(stream_.got_text() ? text : ""); }

  static constexpr std::size_t large_bytes = 4096;

  websocket::stream<BeastStream, false>
      stream_;  // false: no deflate, which needs 136 KiB a connection
  std::unique_ptr<HandshakeRequest> handshake_;
  std::vector<std::pair<beast::http::field, std::string>> response_fields_;  // until begin()
  std::array<char, 128> small_;
  std::vector<char> message_;  // at most message_max_bytes and a large buffer
  std::size_t used_ = 0;
};

}  // namespace

std::unique_ptr<LiveTransport> web_socket(asio::ip::tcp::socket socket, const Request& head,
                                          const std::string& set_cookie,
                                          const LiveProtocol& protocol,
                                          LiveTransport::Owner& owner) {
  return std::make_unique<WebSocket>(std::move(socket), head, set_cookie, protocol, owner);
}

}  // namespace dealbell::net
