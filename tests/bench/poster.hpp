#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <string>
#include <vector>

#include "poll.hpp"

namespace dealbell::bench {

// Posts over several keep-alive connections, one request under way on each, so that a slow answer
// holds up nobody but its own connection. They take turns, and are opened when first needed.
class Poster : Watcher {
 public:
  // The whole answer to the request that was posted as `event`.
  using Answered = std::function<void(std::uint64_t event, std::string_view answer)>;

  Poster(Poll& poll, int port, std::uint32_t connections);
  Poster(const Poster&) = delete;
  Poster& operator=(const Poster&) = delete;
  ~Poster();

  void on_answer(Answered answered) { answered_ = std::move(answered); }

  bool can_post() const { return !idle_.empty(); }
  void post(std::uint64_t event, std::string_view request);  // only while can_post(); not event 0

 private:
  struct Caller {
    int fd = -1;
    std::uint64_t event = 0;  // 0: none under way
    std::string answer;
  };
  void ready(std::uint32_t which, std::uint32_t events) override;

  Poll& poll_;
  int port_;
  std::vector<Caller> callers_;
  std::deque<std::uint32_t> idle_;
  Answered answered_;
};

}  // namespace dealbell::bench
