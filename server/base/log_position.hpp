#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <utility>

#include "base/time.hpp"

namespace dealbell {

// Where an event stands in the log: 1, 2, 3 … without holes; 0: before the first.
using Seq = std::uint64_t;

// Which log a seq belongs to. The log of a single node is always number 1; a shared log gets the
// next number whenever Redis has lost some of it. 0: none.
using LogNumber = std::int64_t;

// Everything up to and including `seq` of log `log`. Ordered by log first: a later log replaces an
// earlier one, whatever the seqs.
struct LogPosition {
  LogNumber log = 0;
  Seq seq = 0;
  friend auto operator<=>(const LogPosition&, const LogPosition&) = default;
};

// A position with the hash chain up to it. Two logs with the same number and the same chain at a
// seq have the same records up to there.
struct ChainedPosition : LogPosition {
  ChainedPosition() = default;
  ChainedPosition(LogNumber number, Seq last, std::string chain_at_last)
      : LogPosition{number, last}, chain(std::move(chain_at_last)) {}

  std::string chain;  // 40 hex digits; empty at seq 0, and in the log of a single node
  bool operator==(const ChainedPosition&) const = default;
};

// The position that a figure or frame reflects, and the node's clock when it was made.
struct TimedPosition : LogPosition {
  TimedPosition() = default;
  TimedPosition(LogNumber number, Seq last, Instant made_at)
      : LogPosition{number, last}, at(made_at) {}

  Instant at{};
  auto operator<=>(const TimedPosition&) const = default;
};

}  // namespace dealbell
