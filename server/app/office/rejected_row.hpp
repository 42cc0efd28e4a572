#pragma once

#include <string_view>

#include "base/result.hpp"
#include "io/clock.hpp"
#include "store/ledger.hpp"

namespace dealbell::app {

// A row for the rejected box. The caller adds what only it knows: the size of a body that was not
// read, the request of a webhook.
store::Rejected rejected_row(std::string_view source, const Error& why, Instant at = io::now());

// With the size and hash of the body as it was received. `kept` is what the row keeps of it, for
// reading and replaying; empty: nothing.
store::Rejected rejected_row(std::string_view source, const Error& why, std::string_view body,
                             std::string_view kept, Instant at = io::now());

}  // namespace dealbell::app
