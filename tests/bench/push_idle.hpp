#pragma once

#include <cstdint>

#include "audience.hpp"

namespace dealbell::bench {

// Lets screens in until there are so many, waits until each has been shown the state (where the
// server greets) and all is quiet, and returns the server's own_kb().
long kb_with_idle(Audience& audience, std::uint32_t screens);

}  // namespace dealbell::bench
