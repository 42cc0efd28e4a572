#pragma once

#include <cstdint>
#include <optional>

#include "core/counting/deal_context.hpp"

namespace dealbell::core {

// What is equal for a win that two sources report: customer, amount, currency and, roughly, the
// time.
struct WinFingerprint {
  std::uint64_t what = 0;  // a hash of customer, amount and currency
  Instant at;
  StampId stamp = no_stamp;  // of the event that won the deal
  friend bool operator==(const WinFingerprint&, const WinFingerprint&) = default;
};

// nullopt for a deal that is not won or does not count, or has no customer, amount or currency.
std::optional<WinFingerprint> win_fingerprint_of(const DealContext& context);

}  // namespace dealbell::core
