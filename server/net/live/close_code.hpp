#pragma once

#include <cstdint>
#include <string_view>

namespace dealbell::net {

// Why we close a live socket. What a client does next is a table in wire/PROTOCOL.md.
enum class CloseCode : std::uint16_t {
  restart = 1012,
  bad_message = 4400,
  logged_out = 4401,  // what let it in was revoked or has expired
  no_such_channel = 4404,
  too_slow = 4408,  // no hello in time
  too_many_messages = 4420,
  too_many_connections = 4421,  // from one address
  too_many_channels = 4429,
};

// For people: the reason in the close frame.
std::string_view reason_of(CloseCode code);

}  // namespace dealbell::net
