#pragma once

#include <cstdint>

#include "base/result.hpp"

namespace dealbell::app {

// For how many connections, at most `wanted`, a limit of `open_files` leaves room beside the
// server's own files and its `threads` network threads. Errc::unavailable, with a sentence, when
// these are too few to be of use.
Result<int> connections_within(std::uint64_t open_files, int wanted, int threads);

// The same for the limit of this process, which is raised as far as the system allows it.
Result<int> connections_within_limit(int wanted, int threads);

}  // namespace dealbell::app
