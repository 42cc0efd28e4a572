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

// Thousands of WebSocket clients on 127.0.0.1 that listen and say nothing: what a message costs
// them is a recv and a look at its first bytes. They answer no pings.
class WebsocketCrowd : Watcher {
 public:
  // A message to client `screen`; `at`: when the recv that brought its last byte had returned.
  using Hear =
      std::function<void(std::uint32_t screen, const FrameReader::Message&, Clock::time_point at)>;

  // `upgrade` is the whole request each of them makes.
  WebsocketCrowd(Poll& poll, int port, std::string upgrade);
  WebsocketCrowd(const WebsocketCrowd&) = delete;
  WebsocketCrowd& operator=(const WebsocketCrowd&) = delete;
  ~WebsocketCrowd();  // hangs up

  // Lets more in until they are so many. Politely: few at a time, and who is refused for now (429,
  // 503, or hung up on) waits before asking again. Gives up when it takes too long.
  void grow_to(std::uint32_t size, std::chrono::seconds within);

  void on_message(Hear hear) { hear_ = std::move(hear); }

  std::uint32_t size() const { return static_cast<std::uint32_t>(clients_.size()); }
  std::uint32_t lost() const { return lost_; }  // hung up on after they were in
  std::string lost_text() const;                // how many, and what they were told

 private:
  struct Client {
    enum { connecting, asked, in, out } state = out;
    int fd = -1;
    std::string answer;
    FrameReader reader;
  };
  struct Retry {
    Clock::time_point when;
    std::uint32_t who;
  };
  void ready(std::uint32_t which, std::uint32_t events) override;
  void ask(std::uint32_t who);
  void take(std::uint32_t who, std::string_view come, Clock::time_point at);
  void take_answer(std::uint32_t who, std::string_view come, Clock::time_point at);
  void hung_up(std::uint32_t who);
  void ask_again_later(std::uint32_t who, std::chrono::milliseconds wait);

  Poll& poll_;
  int port_;
  std::string upgrade_;
  Hear hear_;
  std::vector<Client> clients_;
  std::deque<Retry> retries_;
  std::uint32_t waiting_ = 0;  // on their way in, or for a retry
  std::uint32_t lost_ = 0;
  int close_code_ = 0;  // of the last one that was lost
  std::vector<char> bytes_;
};

}  // namespace dealbell::bench
