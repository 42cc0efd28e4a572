#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "net/close_code.hpp"
#include "net/http.hpp"
#include "net/hub.hpp"

namespace dealbell::net {

// Hears that a frame has left, or that the connection is dead.
struct WriteListener {
  virtual ~WriteListener() = default;
  virtual void written(bool alive) = 0;
};

// A WebSocket after its HTTP request has been read: whole texts in, whole texts out. Answers pings
// and closes by itself. One thread. The only place that knows who frames the bytes.
class FrameSocket {
 public:
  explicit FrameSocket(boost::asio::ip::tcp::socket socket);
  ~FrameSocket();

  // Answers the upgrade request. False when it was none or the peer left.
  boost::asio::awaitable<bool> accept(const Request& head, const std::string& subprotocol,
                                      std::size_t message_max_bytes);

  // Sends one text frame and tells the listener, later and from the loop. At most one at a time;
  // the text and the listener (who owns this socket) live until then.
  void write(Text text, std::shared_ptr<WriteListener> listener);

  // The next message, or nullopt when the connection is over. A binary message is "": nothing we
  // speak.
  boost::asio::awaitable<std::optional<std::string>> read();

  // Sends a close frame; read() then ends when the peer answers. Once, and not while a write is on.
  void close(CloseCode code, std::string_view reason, std::shared_ptr<WriteListener> owner);

  // Ends everything at once.
  void abort();

  int descriptor();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace dealbell::net
