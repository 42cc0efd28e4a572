#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/time.hpp"

namespace dealbell::intake {

// The order of the parts and what stands between them: "YYYY-MM-DD", "DD.MM.YYYY", "MM/DD/YYYY",
// "MMM DD, YYYY" (an English month's name), … Day and month may have one digit. A time of day
// behind a space, comma or T is not looked at: imports are about days.
bool is_date_format(std::string_view format);
Result<Day> parse_written_date(std::string_view text, std::string_view format);

// The instant that a date with a time of day is, where its zone is known: it ends in "Z" or
// "+01:00", or `utc` says so. Whole days and local times are none.
std::optional<Instant> written_instant(std::string_view text, std::string_view format, bool utc);

// The one format that fits every sample that is not empty. Unset when none does; `rivals` then
// lists several that do, as 03/04/2026 is in March or in April.
struct DateGuess {
  std::string format;
  std::string rivals;
};
DateGuess guess_date_format(std::span<const std::string> samples);

// The format that fits the most samples; empty when none fits any.
std::string likely_date_format(std::span<const std::string> samples);

}  // namespace dealbell::intake
