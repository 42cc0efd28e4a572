#include "base/time_or_day.hpp"

namespace dealbell {

Result<TimeOrDay> parse_time_or_day(std::string_view text) {
  constexpr std::size_t date_size = 10;
  if (text.size() > date_size) {
    const auto time = parse_instant(text);
    if (!time) return time.error();
    return TimeOrDay{*time};
  }
  const auto day = parse_day(text);
  if (!day) return day.error();
  return TimeOrDay{*day};
}

std::string format_time_or_day(TimeOrDay when) {
  return when.is_day() ? format_day(when.day()) : format_instant(when.time());
}

}  // namespace dealbell
