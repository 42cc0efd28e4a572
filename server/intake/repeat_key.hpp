#pragma once

#include <string>

#include "intake/delivery.hpp"

namespace dealbell::intake {

// Equal for a delivery and its repetitions by the sender, and different for deliveries that a
// mapping could tell apart: a hash of target, body and headers without what changes with every
// attempt (signatures, times, traces, counters of attempts). A header that is not known to change
// counts, so an unknown one makes two deliveries different rather than one of them lost. Not
// cryptographic. Linear in the delivery.
std::string repeat_key(const Delivery& delivery);

}  // namespace dealbell::intake
