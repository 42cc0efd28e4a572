#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "support/net/raw_client.hpp"

namespace dealbell::test {

// A WebSocket client written by hand, so that the library of the server does not test itself.
class LiveClient {
 public:
  explicit LiveClient(std::uint16_t port, std::string_view target = "/live",
                      std::string_view more_headers = "", int receive_buffer_bytes = 0);

  const std::string& upgrade_response() const { return response_; }

  void send(std::string_view text);  // one masked text frame
  void send_frame(int opcode, std::string_view payload, bool masked = true);
  RawClient& raw() { return raw_; }

  struct Frame {
    int opcode = -1;  // 1 text, 8 close, 9 ping, 10 pong, -1 the connection is closed
    std::string payload;
    int close_code() const;
  };
  Frame read();
  // The payload of the next text frame; "close 4400" or "closed" if there is none.
  std::string receive();
  // The next text frame that is not a beat.
  std::string receive_update();

 private:
  RawClient raw_;
  std::string response_;
};

}  // namespace dealbell::test
