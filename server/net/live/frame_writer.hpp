#pragma once

#include <boost/asio/buffer.hpp>
#include <boost/asio/compose.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <memory>
#include <string>
#include <string_view>

#include "net/live/frame.hpp"

namespace dealbell::net {

// The only way out of a socket. Two parties write: we, whole frames that other connections share,
// and the WebSocket stream above, the few bytes it says by itself (handshake, pong, close). Each
// has at most one thing under way and neither cuts into the other. Bytes go to the kernel at once;
// only what it does not take waits here, so there is no queue. One thread.
//
// An AsyncStream in Beast's sense; reading goes straight to the socket.
class FrameWriter {
 public:
  using Socket = boost::asio::ip::tcp::socket;
  using executor_type = Socket::executor_type;
  using lowest_layer_type = Socket;

  explicit FrameWriter(Socket socket) : socket_(std::move(socket)) {}

  executor_type get_executor() { return socket_.get_executor(); }
  Socket& lowest_layer() { return socket_; }
  Socket& socket() { return socket_; }

  enum class Sent { all, waiting, failed };
  // Sends a finished frame. After `waiting` no other until leave() has said that it is through.
  Sent write(Text frame);
  // From now on the stream's own bytes are dropped: after our close frame nothing may follow.
  void mute() { muted_ = true; }
  // Tries on with the frame that waits; call it when the socket is writable.
  Sent leave();
  // Calls then() once, later, when trying again may help or the socket has failed.
  template <class Then>
  void when_writable(Then then) {
    socket_.async_wait(Socket::wait_write,
                       [then = std::move(then)](boost::system::error_code) { then(); });
  }

  template <class Buffers, class Token>
  auto async_read_some(const Buffers& buffers, Token&& token) {
    return socket_.async_read_some(buffers, std::forward<Token>(token));
  }

  // The stream's own bytes: sent whole before it is told, unless the socket fails.
  template <class Buffers, class Token>
  auto async_write_some(const Buffers& buffers, Token&& token) {
    std::string bytes(boost::asio::buffer_size(buffers), '\0');
    boost::asio::buffer_copy(boost::asio::buffer(bytes), buffers);
    return boost::asio::async_compose<Token, void(boost::system::error_code, std::size_t)>(
        OwnWrite{*this, std::move(bytes)}, token, socket_);
  }

 private:
  struct OwnWrite {
    FrameWriter& writer;
    std::string bytes;
    std::size_t sent = 0;
    bool waited = false;

    template <class Self>
    void operator()(Self& self, boost::system::error_code ec = {}) {
      const auto state = ec ? Sent::failed : writer.write_own(bytes, sent);
      if (state == Sent::waiting) {
        waited = true;
        writer.socket_.async_wait(Socket::wait_write, std::move(self));
      } else if (!waited) {  // never from inside the call that began it
        waited = true;
        boost::asio::post(writer.get_executor(), std::move(self));
      } else if (state == Sent::failed) {
        self.complete(boost::asio::error::broken_pipe, 0);
      } else {
        self.complete({}, bytes.size());
      }
    }
  };
  Sent write_own(std::string_view bytes, std::size_t& sent);
  Sent push(std::string_view bytes, std::size_t& sent);

  Socket socket_;
  Text frame_;            // ours, under way
  std::size_t sent_ = 0;  // of it
  bool own_under_way_ = false;
  bool muted_ = false;
};

}  // namespace dealbell::net
