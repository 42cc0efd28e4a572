#pragma once

#include <cstdint>
#include <string>

#include "contestants.hpp"
#include "poll.hpp"
#include "poster.hpp"
#include "websocket_crowd.hpp"

namespace dealbell::bench {

// A server to compare, started in a new scratch directory, with its screens and its posting
// clients, all on the calling thread. The destructor stops the server and removes the directory.
class Audience {
 public:
  Audience(const Contestant& contestant, std::string dir, std::size_t message_bytes,
           std::uint32_t posters);
  Audience(const Audience&) = delete;
  Audience& operator=(const Audience&) = delete;

  void grow_to(std::uint32_t screens);

 private:
  // The first member: the directory is removed after everything else has stopped.
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
