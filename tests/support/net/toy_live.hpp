#pragma once

#include <memory>
#include <string>
#include <vector>

#include "net/server/server.hpp"

namespace dealbell::test {

// A live protocol that is easy to read. The client sends "hello wall epoch 3 other", "resync wall"
// or "subscribe other"; frames are "welcome", "welcome denied=x", "snapshot wall e1 5", "delta wall
// e1 4 5", "beat wall=5" and "drain 250".
net::LiveProtocol toy_protocol();

// A version with deltas from `oldest` on; -1: without deltas.
using Shown = std::shared_ptr<const net::Version>;
Shown state(std::string channel, std::string epoch, std::int64_t oldest, std::int64_t rev,
            std::size_t padding_bytes = 0);
std::shared_ptr<const net::Publication> publication(std::vector<Shown> channels);

// The text in a frame of an event stream.
std::string text_of(std::string_view event);

}  // namespace dealbell::test
