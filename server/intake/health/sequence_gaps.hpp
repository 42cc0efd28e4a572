#pragma once

#include <cstdint>
#include <map>
#include <optional>

#include "base/time.hpp"

namespace dealbell::intake {

// The holes in a sender's own dense numbers (1, 2, 3 …). A number that is late by a moment is no
// gap, since senders deliver several at once; one that is late by five minutes is suspected to be
// lost, until it comes after all.
class SequenceGaps {
 public:
  // At most 1,000 holes, each a stretch of numbers; beyond that the oldest are no longer watched.
  static constexpr std::size_t holes_max = 1'000;
  static constexpr std::chrono::minutes late_after{5};

  // The first number is where watching begins; what is below it never counts as missing.
  void note(std::int64_t number, Instant at);

  std::int64_t missing(Instant now) const;  // numbers, not holes
  // When more are missing if nothing comes.
  std::optional<Instant> next_change(Instant now) const;

 private:
  struct Hole {
    std::int64_t last = 0;
    Instant since;
  };
  void fill(std::int64_t number);

  std::optional<std::int64_t> highest_;
  std::map<std::int64_t, Hole> holes_;  // by their first number
};

}  // namespace dealbell::intake
