#pragma once

#include <string>

#include "base/time.hpp"
#include "core/events/event.hpp"

namespace dealbell::intake {

// 16 hex digits of everything that a deal read from CSV says, as of when: what makes two imports of
// one row the same event.
std::string fingerprint(const core::DealEvent& deal, Instant as_of);
std::string fingerprint(const core::RefundEvent& refund, Instant as_of);

}  // namespace dealbell::intake
