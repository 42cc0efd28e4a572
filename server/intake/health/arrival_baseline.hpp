#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>

#include "base/time.hpp"

namespace dealbell::intake {

// Local time less UTC at that moment; empty is UTC. For an office with summer time, whose mornings
// would otherwise move by an hour twice a year.
using UtcOffset = std::function<std::chrono::seconds(Instant)>;

struct HourCount {
  Instant hour;  // its start
  std::int64_t count = 0;
};

// How many deliveries of a source are normal in each hour of the week: the mean of the last eight
// weeks. From three weeks on without the largest week of each hour, so that one import does not
// become normal.
class ArrivalBaseline {
 public:
  static constexpr std::chrono::weeks weeks_looked_at{8};

  // Nothing when the counts do not reach back a whole week. Hours without deliveries may be left
  // out; the hour that is not over yet is not looked at. Any order; an hour may come in parts.
  static std::optional<ArrivalBaseline> of(std::span<const HourCount> counts, Instant now,
                                           UtcOffset offset = {});

  // How many are to be expected in [from, to).
  double expected(Instant from, Instant to) const;

  // When so many are to be expected since `from`; nothing if that takes longer than eight weeks.
  std::optional<Instant> when_expected(Instant from, double count) const;

 private:
  static constexpr std::size_t hours_of_week = 168;
  std::size_t slot_of(Instant t) const;

  std::array<double, hours_of_week> per_hour_{};
  UtcOffset offset_;
};

}  // namespace dealbell::intake
