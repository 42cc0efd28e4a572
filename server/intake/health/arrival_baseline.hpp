#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>

#include "base/time.hpp"

namespace dealbell::intake {

// Local time minus UTC at an instant. Empty: UTC. It lets the hours of the week follow daylight
// saving time; otherwise an office's mornings would move by an hour twice a year.
using UtcOffset = std::function<std::chrono::seconds(Instant)>;

struct HourCount {
  Instant hour;  // its start
  std::int64_t count = 0;
};

// How many deliveries a source usually sends in each hour of the week: the mean over the last eight
// weeks. From three weeks on, the largest count of each hour is left out, so that one import does
// not raise the mean.
class ArrivalBaseline {
 public:
  static constexpr std::chrono::weeks window{8};

  // nullopt if the counts go back less than a week. Counts may be in any order, and an hour may
  // have several; hours without deliveries may be absent. The hour of `now` is not counted.
  static std::optional<ArrivalBaseline> of(std::span<const HourCount> counts, Instant now,
                                           UtcOffset offset = {});

  // The number of deliveries to expect in [from, to).
  double expected(Instant from, Instant to) const;

  // When `count` deliveries are to be expected after `from`; nullopt if that is more than eight
  // weeks later.
  std::optional<Instant> when_expected(Instant from, double count) const;

 private:
  static constexpr std::size_t hours_of_week = 168;
  std::size_t slot_of(Instant t) const;

  std::array<double, hours_of_week> per_hour_{};
  UtcOffset offset_;
};

}  // namespace dealbell::intake
