#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>

#include "base/time.hpp"

namespace dealbell::intake {

// How often something happened in the last hour, counted by the minute. Sixty counters, however
// many events.
class LastHour {
 public:
  void note(Instant at, std::int64_t times = 1) {
    auto& slot = slots_[index(minute(at))];
    if (slot.minute != minute(at)) slot = {minute(at), 0};
    slot.count += times;
  }

  std::int64_t count(Instant now) const {
    std::int64_t sum = 0;
    for (const auto& slot : slots_)
      if (is_of_last_hour(slot, now)) sum += slot.count;
    return sum;
  }

  // When the count falls next if nothing happens; nullopt if it is 0.
  std::optional<Instant> next_change(Instant now) const {
    std::optional<std::int64_t> oldest;
    for (const auto& slot : slots_)
      if (is_of_last_hour(slot, now) && (!oldest || slot.minute < *oldest)) oldest = slot.minute;
    if (!oldest) return std::nullopt;
    return Instant{std::chrono::minutes{*oldest + minutes}};
  }

 private:
  static constexpr std::int64_t minutes = 60;
  struct Slot {
    std::int64_t minute = -minutes;
    std::int64_t count = 0;
  };
  static std::int64_t minute(Instant t) {
    return std::chrono::floor<std::chrono::minutes>(t.time_since_epoch()).count();
  }
  static std::size_t index(std::int64_t minute) {
    return static_cast<std::size_t>((minute % minutes + minutes) % minutes);
  }
  static bool is_of_last_hour(const Slot& slot, Instant now) {
    return slot.count > 0 && slot.minute > minute(now) - minutes && slot.minute <= minute(now);
  }

  std::array<Slot, minutes> slots_{};
};

}  // namespace dealbell::intake
