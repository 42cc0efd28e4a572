#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <string>
#include <vector>

#include "frame_reader.hpp"
#include "poll.hpp"

namespace dealbell::bench {

// Thousands of WebSocket clients on 127.0.0.1 that only receive. A message costs them a recv and
// reading its first bytes. They do not answer pings.
class WebsocketCrowd : EventHandler {
 public:
  // A message for client `screen`; `at`: when recv returned its last byte.
  using OnMessage =
      std::function<void(std::uint32_t screen, const FrameReader::Message&, Clock::time_point at)>;

  // `upgrade` is the complete upgrade request of every client.
  WebsocketCrowd(Poll& poll, int port, std::string upgrade);
  WebsocketCrowd(const WebsocketCrowd&) = delete;
  WebsocketCrowd& operator=(const WebsocketCrowd&) = delete;
  ~WebsocketCrowd();  // closes all connections

  // Connects clients until there are `size`, a few at a time. Clients that are refused (429, 503 or
  // a closed connection) wait before they retry. Gives up when it takes too long.
  void grow_to(std::uint32_t size, std::chrono::seconds within);

  void on_message(OnMessage handler) { on_message_ = std::move(handler); }

  std::uint32_t size() const { return static_cast<std::uint32_t>(clients_.size()); }
  std::uint32_t lost() const { return lost_; }  // connections that the server closed
  std::string lost_text() const;                // how many, and the last close code

 private:
  struct Client {
    enum { connecting, upgrading, open, closed } state = closed;
    int fd = -1;
    std::string response;
    FrameReader reader;
  };
  struct Retry {
    Clock::time_point when;
    std::uint32_t client;
  };
  void on_event(std::uint32_t which, std::uint32_t events) override;
  void start_connect(std::uint32_t which);
  void read_frames(std::uint32_t which, std::string_view received, Clock::time_point at);
  void read_response(std::uint32_t which, std::string_view received, Clock::time_point at);
  void on_close(std::uint32_t which);
  void retry_later(std::uint32_t which, std::chrono::milliseconds wait);

  Poll& poll_;
  int port_;
  std::string upgrade_;
  OnMessage on_message_;
  std::vector<Client> clients_;
  std::deque<Retry> retries_;
  std::uint32_t waiting_ = 0;  // connecting, or waiting for a retry
  std::uint32_t lost_ = 0;
  int close_code_ = 0;  // of the last one that was lost
  std::vector<char> bytes_;
};

}  // namespace dealbell::bench
