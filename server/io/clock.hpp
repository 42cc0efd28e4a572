#pragma once

#include "base/time.hpp"

namespace dealbell::io {

// The wall clock for frames and headers; time that is measured comes from
// std::chrono::steady_clock.
inline Instant now() { return system_now(); }

}  // namespace dealbell::io
