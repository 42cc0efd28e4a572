#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <string>
#include <vector>

#include "poll.hpp"

namespace dealbell::bench {

// Posts over several keep-alive connections with one request in flight on each, so that a slow
// response delays only its own connection. Connections are used in turn and opened on first use.
class Poster : EventHandler {
 public:
  // Receives the complete response to the request that posted `event`.
  using OnResponse = std::function<void(std::uint64_t event, std::string_view response)>;

  Poster(Poll& poll, int port, std::uint32_t connections);
  Poster(const Poster&) = delete;
  Poster& operator=(const Poster&) = delete;
  ~Poster();

  void on_response(OnResponse handler) { on_response_ = std::move(handler); }

  bool can_post() const { return !idle_.empty(); }
  void post(std::uint64_t event, std::string_view request);  // only if can_post(); event > 0

 private:
  struct Connection {
    int fd = -1;
    std::uint64_t event = 0;  // 0: none in flight
    std::string response;
  };
  void on_event(std::uint32_t which, std::uint32_t events) override;

  Poll& poll_;
  int port_;
  std::vector<Connection> connections_;
  std::deque<std::uint32_t> idle_;
  OnResponse on_response_;
};

}  // namespace dealbell::bench
