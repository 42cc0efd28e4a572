#pragma once

#include <string>

#include "base/time.hpp"
#include "core/events/event.hpp"

namespace dealbell::intake {

// A hash, 16 hex digits, of everything that a CSV row says about a deal and of `as_of`. Part of the
// event id: importing the same row again gives the same event.
std::string fingerprint(const core::DealEvent& deal, Instant as_of);
std::string fingerprint(const core::RefundEvent& refund, Instant as_of);

}  // namespace dealbell::intake
