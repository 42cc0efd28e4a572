#pragma once

#include <string>

#include "net/live/hub.hpp"

namespace dealbell::app {

// dealbell.v1 in the words of the hub: wire knows the messages, net the sockets.
net::LiveProtocol live_protocol(const std::string& build);

}  // namespace dealbell::app
