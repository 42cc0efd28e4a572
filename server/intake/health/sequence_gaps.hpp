#pragma once

#include <cstdint>
#include <map>
#include <optional>

#include "base/time.hpp"

namespace dealbell::intake {

// Gaps in the numbers that a sender gives its own messages (1, 2, 3 …). Senders deliver several
// messages at once, so a number counts as missing only when it is five minutes late, and only until
// it arrives.
class SequenceGaps {
 public:
  // Bounds the memory. When there are more gaps, those with the lowest numbers are dropped.
  static constexpr std::size_t gaps_max = 1'000;
  static constexpr std::chrono::minutes late_after{5};

  // Numbers below the first one that is noted never count as missing; negative numbers are ignored.
  void note(std::int64_t number, Instant at);

  std::int64_t missing(Instant now) const;  // numbers, not gaps
  // When missing() grows next if nothing arrives.
  std::optional<Instant> next_change(Instant now) const;

 private:
  struct Gap {
    std::int64_t last = 0;
    Instant since;
  };
  void fill(std::int64_t number);

  std::optional<std::int64_t> highest_;
  std::map<std::int64_t, Gap> gaps_;  // by their first number
};

}  // namespace dealbell::intake
