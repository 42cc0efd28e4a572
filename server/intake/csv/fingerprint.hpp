#pragma once

#include <functional>
#include <string>

#include "base/time.hpp"
#include "core/events/event.hpp"

namespace dealbell::intake {

// A hash, 16 hex digits, of everything that a CSV row says about a deal and of `as_of`. Part of the
// event id: importing the same row again gives the same event. A day counts as its noon, the form
// in which days were imported until 0.1, so that a row imported then is known again.
std::string fingerprint(const core::DealEvent& deal, Instant as_of,
                        const std::function<Instant(Day)>& noon);
std::string fingerprint(const core::RefundEvent& refund, Instant as_of);

}  // namespace dealbell::intake
