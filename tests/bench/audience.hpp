#pragma once

#include <cstdint>
#include <string>

#include "contestants.hpp"
#include "poll.hpp"
#include "poster.hpp"
#include "websocket_crowd.hpp"

namespace dealbell::bench {

// A contestant, started afresh in a scratch directory, with the screens that listen to it and
// those who post to it: all of ours on one thread. Stops and removes everything when it goes.
class Audience {
 public:
  Audience(const Contestant& contestant, std::string dir, std::size_t message_bytes,
           std::uint32_t posters);
  Audience(const Audience&) = delete;
  Audience& operator=(const Audience&) = delete;

  void grow_to(std::uint32_t screens);

 private:
  // First to come, last to go.
  struct Scratch {
    std::string dir;
    ~Scratch();
  } scratch_;

 public:
  RunningServer server;
  Poll poll;
  WebsocketCrowd crowd;
  Poster poster;
  std::uint64_t next_event = 1;
};

}  // namespace dealbell::bench
