#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/time.hpp"

namespace dealbell::intake {

// A format gives the order of the parts and the separators: "YYYY-MM-DD", "DD.MM.YYYY",
// "MM/DD/YYYY", "DD.MM.YY" (1970 to 2069), "MMM DD, YYYY" (month names), …, or "serial": the day
// numbers of spreadsheets, counted from 1899-12-30; "serial 1904" counts from 1904-01-01, as Excel
// did on a Mac, and is never guessed. Day and month may have one digit, and spaces may follow a
// point. Dates of East Asia, with the signs for year, month and day and with Japanese
// eras, are YYYY/MM/DD. A time of day after a space, comma or T is ignored: the result is a day.
bool is_date_format(std::string_view format);

// Whether dates in this format are plain numbers.
bool is_number_format(std::string_view format);

Result<Day> parse_written_date(std::string_view text, std::string_view format);

// The instant of a date with a time of day whose zone is known: it ends in "Z" or "+01:00", or
// `utc` is true; then it may also end in AM or PM. nullopt for whole days and local times.
std::optional<Instant> written_instant(std::string_view text, std::string_view format, bool utc);

// The format that all non-empty samples have. If there is none or more than one, `format` is empty;
// if there are several, `candidates` lists them (03/04/2026 is in March or in April).
struct DateGuess {
  std::string format;
  std::string candidates;
};
DateGuess guess_date_format(std::span<const std::string> samples);

// The format that the most samples have; empty if none has a known one.
std::string likely_date_format(std::span<const std::string> samples);

}  // namespace dealbell::intake
