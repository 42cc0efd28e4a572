#include "intake/mapping/timestamp.hpp"

#include <algorithm>
#include <charconv>
#include <vector>

#include "intake/mapping/exact_decimal.hpp"

namespace dealbell::intake {
namespace {

constexpr std::pair<std::string_view, TimeFormat> time_words[] = {
    {"s", TimeFormat::s},
    {"ms", TimeFormat::ms},
    {"us", TimeFormat::us},
    {"iso", TimeFormat::iso},
    {"utc", TimeFormat::utc},
    {"dotnet", TimeFormat::dotnet},
    {"rfc2822", TimeFormat::rfc2822},
    {"date", TimeFormat::date},
};
constexpr std::pair<std::string_view, DurationFormat> duration_words[] = {
    {"s", DurationFormat::s},
    {"ms", DurationFormat::ms},
    {"clock", DurationFormat::clock},
};

Error unreadable(std::string_view text, const std::string& why) {
  return error(Errc::bad_value, "\"" + std::string(text.substr(0, 40)) + "\": " + why);
}

std::optional<std::int64_t> parse_integer(std::string_view text) {
  std::int64_t n = 0;
  const auto [stop, ec] = std::from_chars(text.data(), text.data() + text.size(), n);
  if (text.empty() || ec != std::errc{} || stop != text.data() + text.size()) return std::nullopt;
  return n;
}

// `text` counts units of 10^-digits seconds.
Result<Instant> since_1970(std::string_view text, int digits) {
  const auto ms = exact_decimal(text, 3 - digits, {});
  const auto n = ms ? parse_integer(ms->substr(0, ms->find('.'))) : std::nullopt;
  if (!n)
    return unreadable(text,
                      "expected a number of seconds, milliseconds or microseconds since 1970");
  // Seconds read as milliseconds, or the reverse, are far outside of this range.
  constexpr auto first = to_ms(Day{std::chrono::year{1900} / 1 / 1});
  constexpr auto end = to_ms(Day{std::chrono::year{2200} / 1 / 1});
  if (*n < first || *n >= end) return unreadable(text, "the year must be between 1900 and 2199");
  return from_ms(*n);
}

Result<Instant> dotnet(std::string_view text) {
  const auto open = text.find("Date(");
  const auto close = text.find(')', open == std::string_view::npos ? 0 : open);
  if (open == std::string_view::npos || close == std::string_view::npos)
    return unreadable(text, "expected /Date(milliseconds)/");
  auto inside = text.substr(open + 5, close - open - 5);
  // An offset may follow the number; its sign is never the first character.
  inside = inside.substr(0, inside.find_first_of("+-", 1));
  return since_1970(inside, 3);
}

// Day, month, year, time of day, zone. The weekday before them is not used.
Result<Instant> rfc2822(std::string_view text) {
  constexpr std::string_view months = "JanFebMarAprMayJunJulAugSepOctNovDec";
  const auto failed = [&] {
    return unreadable(text, "expected a time such as 20 Jul 2022 14:20:30 +0000");
  };
  auto rest = text;
  if (const auto comma = rest.find(','); comma != std::string_view::npos)
    rest.remove_prefix(comma + 1);
  std::vector<std::string> words(1);
  for (const char c : rest.substr(0, 60)) {
    if (c != ' ')
      words.back() += c;
    else if (!words.back().empty())
      words.emplace_back();
  }
  if (words.size() != 5 || words[0].size() > 2 || words[1].size() != 3) return failed();
  const auto month = months.find(words[1]);
  if (month == std::string_view::npos || month % 3 != 0) return failed();
  const auto two = [](const std::string& n) { return n.size() < 2 ? "0" + n : n; };
  const auto& zone = words[4];
  const bool utc = zone == "GMT" || zone == "UT" || zone == "UTC" || zone == "Z";
  const auto read = parse_instant(words[2] + "-" + two(std::to_string(month / 3 + 1)) + "-" +
                                  two(words[0]) + "T" + words[3] + (utc ? "Z" : zone));
  return read ? read : failed();
}

Result<Instant> utc_by_default(std::string_view text) {
  const auto time = text.find_first_of("T ");
  const bool zoned = time != std::string_view::npos &&
                     text.find_first_of("Zz+-", time + 1) != std::string_view::npos;
  return parse_instant(zoned ? std::string(text) : std::string(text) + "Z");
}

}  // namespace

std::optional<TimeFormat> time_format(std::string_view word) {
  for (const auto& [text, format] : time_words)
    if (text == word) return format;
  return std::nullopt;
}

std::optional<DurationFormat> duration_format(std::string_view word) {
  for (const auto& [text, format] : duration_words)
    if (text == word) return format;
  return std::nullopt;
}

Result<Instant> read_timestamp(TimeFormat format, std::string_view text) {
  switch (format) {
    case TimeFormat::s:
      return since_1970(text, 0);
    case TimeFormat::ms:
      return since_1970(text, 3);
    case TimeFormat::us:
      return since_1970(text, 6);
    case TimeFormat::iso:
      return parse_instant(text);
    case TimeFormat::utc:
      return utc_by_default(text);
    case TimeFormat::dotnet:
      return dotnet(text);
    case TimeFormat::rfc2822:
      return rfc2822(text);
    case TimeFormat::date:
      break;
  }
  const auto day = parse_day(text);
  if (!day) return day.error();
  return Instant{*day};
}

Result<std::int64_t> read_duration(DurationFormat format, std::string_view text) {
  if (format != DurationFormat::clock) {
    const auto plain = exact_decimal(text, format == DurationFormat::ms ? -3 : 0, 0);
    const auto n = plain ? parse_integer(*plain) : std::nullopt;
    if (!n || *n < 0) return unreadable(text, "expected a duration as a number");
    return *n;
  }
  std::int64_t total = 0;
  int parts = 0;
  for (auto rest = text; parts == 0 || !rest.empty(); ++parts) {
    const auto part = rest.substr(0, rest.find(':'));
    rest.remove_prefix(std::min(rest.size(), part.size() + 1));
    const auto n = parse_integer(part);
    if (!n || *n < 0 || *n > (parts == 0 ? 9999 : 59) || parts > 2)
      return unreadable(text, "expected a duration such as 00:30 or 00:03:04");
    total = total * 60 + *n;
  }
  if (parts < 2) return unreadable(text, "expected a duration such as 00:30 or 00:03:04");
  return parts == 2 ? total * 60 : total;
}

}  // namespace dealbell::intake
