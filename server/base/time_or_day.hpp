#pragma once

#include "base/time.hpp"

namespace dealbell {

// When something happened, as its source said it: a point in time, or only a day. A day is the same
// day in every time zone. As small as an Instant, because every deal keeps several.
class TimeOrDay {
 public:
  constexpr TimeOrDay() = default;
  constexpr TimeOrDay(Instant time) : packed_(to_ms(time) * 2) {}
  constexpr TimeOrDay(Day day) : packed_(to_ms(Instant{day}) * 2 + 1) {}

  constexpr bool is_day() const { return packed_ & 1; }
  constexpr Instant time() const { return from_ms(packed_ / 2); }  // requires !is_day()
  constexpr Day day() const {                                      // requires is_day()
    return std::chrono::floor<std::chrono::days>(from_ms((packed_ - 1) / 2));
  }
  friend constexpr bool operator==(TimeOrDay, TimeOrDay) = default;

 private:
  std::int64_t packed_ = 0;  // milliseconds × 2, and 1 for a day; years 1900 to 2199 fit
};

// A date YYYY-MM-DD, or a time as for parse_instant().
Result<TimeOrDay> parse_time_or_day(std::string_view text);
std::string format_time_or_day(TimeOrDay when);

}  // namespace dealbell
