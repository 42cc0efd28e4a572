#pragma once

#include <cstdint>
#include <optional>

#include "core/counting/deal_context.hpp"

namespace dealbell::core {

// A win as two sources would tell of it alike: who bought, for how much, when.
struct WinFingerprint {
  std::uint64_t what = 0;  // a hash of customer, amount and currency
  Instant at;
  StampId told = no_stamp;  // the event that won it
  friend bool operator==(const WinFingerprint&, const WinFingerprint&) = default;
};

// nullopt for a deal that is not won or does not count, and for one without customer, amount or
// currency.
std::optional<WinFingerprint> win_fingerprint_of(const DealContext& context);

}  // namespace dealbell::core
