#pragma once

#include <cstdint>

#include "audience.hpp"

namespace dealbell::bench {

// Connects screens until there are `screens`, waits until each has received the state (if the
// server sends it on connect) and 2 s longer, and returns the server's own_kb().
long kb_with_idle(Audience& audience, std::uint32_t screens);

}  // namespace dealbell::bench
