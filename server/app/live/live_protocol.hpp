#pragma once

#include <string>

#include "net/live/hub.hpp"

namespace dealbell::app {

// The subprotocol dealbell.v1 for the hub: wire reads and writes the messages, net carries them.
net::LiveProtocol live_protocol(const std::string& build);

}  // namespace dealbell::app
