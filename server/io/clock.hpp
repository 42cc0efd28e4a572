#pragma once

#include "base/time.hpp"

namespace dealbell::io {

// The wall clock, for timestamps in frames and headers. Durations are measured with
// std::chrono::steady_clock.
inline Instant now() { return system_now(); }

}  // namespace dealbell::io
