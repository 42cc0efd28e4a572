#pragma once

#include <cstdint>
#include <string>

#include "office_events.hpp"

namespace dealbell::bench {

// A ledger in DIR that holds the first `events` events of an office's life, spread over the two
// years before now. Written past the server, through the ledger, as the server would have: some
// 100,000 a second. DIR must not exist yet.
void prefill(const std::string& dir, std::uint64_t events, const Cast& cast);

}  // namespace dealbell::bench
