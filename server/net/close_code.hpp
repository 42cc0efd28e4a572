#pragma once

#include <cstdint>

namespace dealbell::net {

// Why we close a live socket; what the client then does is the table in wire/PROTOCOL.md.
enum class CloseCode : std::uint16_t {
  restart = 1012,
  bad_message = 4400,
  no_such_channel = 4404,
  too_slow = 4408,  // no hello in time, or nothing read for too long
  too_many_channels = 4429,
};

}  // namespace dealbell::net
