#pragma once

#include <cstdint>
#include <string>

#include "office_events.hpp"

namespace dealbell::bench {

// Creates a ledger in `dir` with the first `events` life_event()s, spread over the two years before
// now. Appends them directly to the ledger, without a server, some 100,000 a second. `dir` must not
// exist yet.
void prefill(const std::string& dir, std::uint64_t events, const Staff& staff);

}  // namespace dealbell::bench
