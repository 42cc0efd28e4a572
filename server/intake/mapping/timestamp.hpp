#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/time.hpp"

namespace dealbell::intake {

// How vendors write an instant.
enum class TimeFormat {
  s,        // seconds since 1970: "1751900000", "1683440337.5137901"
  ms,       // milliseconds
  us,       // microseconds
  iso,      // RFC 3339 with a zone and any number of fraction digits
  utc,      // the same; without a zone it is UTC: "2023-04-07 04:10:00"
  dotnet,   // "/Date(1506409448000-0700)/": the offset does not change the instant
  rfc2822,  // "Wed, 20 Jul 2022 14:20:30 +0000"
  date,     // "2026-12-15"
};
std::optional<TimeFormat> time_format(std::string_view word);

// Truncated to milliseconds; years 1900 to 2199. For a date, its first instant in UTC.
Result<Instant> read_timestamp(TimeFormat format, std::string_view text);

// In seconds: "184" (s), "184000" (ms), or "00:03:04" and "00:03" (clock: hours, minutes, seconds).
enum class DurationFormat { s, ms, clock };
std::optional<DurationFormat> duration_format(std::string_view word);
Result<std::int64_t> read_duration(DurationFormat format, std::string_view text);

}  // namespace dealbell::intake
