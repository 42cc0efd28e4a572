#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace dealbell {

// A point in UTC time in milliseconds, as in events, rows and frames.
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;

// A calendar date without a time zone, as days since 1970-01-01.
using Day = std::chrono::sys_days;

constexpr std::int64_t to_ms(Instant t) { return t.time_since_epoch().count(); }
constexpr Instant from_ms(std::int64_t ms) { return Instant{std::chrono::milliseconds{ms}}; }

// The wall clock. Only io, app and main may call it (and the log, for its lines); everything else
// takes time as an argument.
Instant system_now();

// RFC 3339 date-time; a zone (Z or ±hh:mm) is required. Digits beyond milliseconds are dropped.
// Years 1900 to 2199; a date that does not exist is an error.
Result<Instant> parse_instant(std::string_view text);
std::string format_instant(Instant t);  // 2026-11-23T09:30:00Z, with .mmm only when not zero

// YYYY-MM-DD.
Result<Day> parse_day(std::string_view text);
std::string format_day(Day day);

}  // namespace dealbell
