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

// Everything that is written to a live socket passes here. There are two writers: we write frames
// that connections share, and the WebSocket stream above writes a few bytes of its own (handshake,
// pong, close). Each has at most one write in progress, and neither cuts into the other's. Bytes go
// to the kernel at once; only the rest of what it did not accept waits here, so there is no queue.
// One thread.
//
// Meets Beast's AsyncStream requirements; reads go directly to the socket.
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
  // Sends a frame. After `waiting` no other frame may be written until flush() returns `all`.
  Sent write(Text frame);
  // Drops the stream's own bytes from now on: nothing may follow our close frame.
  void mute() { muted_ = true; }
  // Continues with the waiting frame; to be called when the socket is writable.
  Sent flush();
  // Calls then() once, from the loop, when the socket is writable or has failed.
  template <class Then>
  void when_writable(Then then) {
    socket_.async_wait(Socket::wait_write,
                       [then = std::move(then)](boost::system::error_code) { then(); });
  }

  template <class Buffers, class Token>
  auto async_read_some(const Buffers& buffers, Token&& token) {
    return socket_.async_read_some(buffers, std::forward<Token>(token));
  }

  // The stream's own bytes. Completes when all are sent or the socket has failed.
  template <class Buffers, class Token>
  auto async_write_some(const Buffers& buffers, Token&& token) {
    std::string bytes(boost::asio::buffer_size(buffers), '\0');
    boost::asio::buffer_copy(boost::asio::buffer(bytes), buffers);
    return boost::asio::async_compose<Token, void(boost::system::error_code, std::size_t)>(
        StreamWrite{*this, std::move(bytes)}, token, socket_);
  }

 private:
  struct StreamWrite {
    FrameWriter& writer;
    std::string bytes;
    std::size_t sent = 0;
    bool waited = false;

    template <class Self>
    void operator()(Self& self, boost::system::error_code ec = {}) {
      const auto state = ec ? Sent::failed : writer.write_stream_bytes(bytes, sent);
      if (state == Sent::waiting) {
        waited = true;
        writer.socket_.async_wait(Socket::wait_write, std::move(self));
      } else if (!waited) {  // never complete inside the initiating call
        waited = true;
        boost::asio::post(writer.get_executor(), std::move(self));
      } else if (state == Sent::failed) {
        self.complete(boost::asio::error::broken_pipe, 0);
      } else {
        self.complete({}, bytes.size());
      }
    }
  };
  Sent write_stream_bytes(std::string_view bytes, std::size_t& sent);
  Sent push(std::string_view bytes, std::size_t& sent);

  Socket socket_;
  Text frame_;            // being written
  std::size_t sent_ = 0;  // of it
  bool stream_write_pending_ = false;
  bool muted_ = false;
};

}  // namespace dealbell::net
