#include "base/time.hpp"

#include <fmt/core.h>

namespace dealbell {
namespace {

using namespace std::chrono;

// Removes exactly `width` digits from the front of `text`; -1 if there are fewer.
int take_digits(std::string_view& text, std::size_t width) {
  if (text.size() < width) return -1;
  int value = 0;
  for (std::size_t i = 0; i < width; ++i) {
    if (text[i] < '0' || text[i] > '9') return -1;
    value = value * 10 + (text[i] - '0');
  }
  text.remove_prefix(width);
  return value;
}

bool take(std::string_view& text, char c) {
  if (text.empty() || text.front() != c) return false;
  text.remove_prefix(1);
  return true;
}

// The error quotes the input, or as much of it as helps.
Error malformed(std::string_view text, std::string_view why) {
  return error(Errc::bad_value, fmt::format("\"{}\": {}", text.substr(0, 40), why));
}

// Removes a date from the front of `rest`. The error quotes `text`, the whole input, and says what
// was `expected`.
Result<Day> take_day(std::string_view& rest, std::string_view text, const char* expected) {
  const auto bad = [&](std::string_view why) { return malformed(text, why); };
  const int y = take_digits(rest, 4);
  const bool dash1 = y >= 0 && take(rest, '-');
  const int m = dash1 ? take_digits(rest, 2) : -1;
  const bool dash2 = m >= 0 && take(rest, '-');
  const int d = dash2 ? take_digits(rest, 2) : -1;
  if (d < 0) return bad(expected);
  const year_month_day date{year{y}, month{static_cast<unsigned>(m)},
                            day{static_cast<unsigned>(d)}};
  if (!date.ok()) return bad("this date does not exist");
  if (y < 1900 || y > 2199) return bad("the year must be between 1900 and 2199");
  return sys_days{date};
}

}  // namespace

Instant system_now() { return time_point_cast<milliseconds>(system_clock::now()); }

Result<Day> parse_day(std::string_view text) {
  auto rest = text;
  auto day = take_day(rest, text, "expected YYYY-MM-DD");
  if (day && !rest.empty()) return malformed(text, "expected YYYY-MM-DD");
  return day;
}

Result<Instant> parse_instant(std::string_view text) {
  const auto bad = [&](std::string_view why) { return malformed(text, why); };
  auto rest = text;
  auto date = take_day(rest, text, "expected a time such as 2026-11-23T09:30:00Z");
  if (!date) return date.error();
  if (rest.empty())
    return bad("expected a time and a zone after the date, as in 2026-11-23T09:30:00Z");
  if (!take(rest, 'T') && !take(rest, 't') && !take(rest, ' '))
    return bad("expected T after the date");
  const int h = take_digits(rest, 2);
  const int min = h >= 0 && take(rest, ':') ? take_digits(rest, 2) : -1;
  if (min < 0) return bad("expected hh:mm:ss");
  int s = 0;
  if (take(rest, ':')) s = take_digits(rest, 2);
  if (s < 0 || h > 23 || min > 59 || s > 60) return bad("this time of day does not exist");
  int ms = 0;
  if (take(rest, '.')) {
    int digits = 0;
    for (int scale = 100; !rest.empty() && rest.front() >= '0' && rest.front() <= '9';
         scale /= 10) {
      ms += (rest.front() - '0') * scale;
      rest.remove_prefix(1);
      ++digits;
    }
    if (digits == 0) return bad("expected digits after the decimal point");
  }
  minutes offset{0};
  if (take(rest, 'Z') || take(rest, 'z')) {
  } else if (!rest.empty() && (rest.front() == '+' || rest.front() == '-')) {
    const bool west = rest.front() == '-';
    rest.remove_prefix(1);
    const int oh = take_digits(rest, 2);
    take(rest, ':');
    const int om = oh >= 0 ? take_digits(rest, 2) : -1;
    if (om < 0 || oh > 18 || om > 59) return bad("expected a zone offset such as +01:00");
    offset = hours{oh} + minutes{om};
    if (west) offset = -offset;
  } else {
    return bad("the zone is missing: end it with Z or an offset such as +01:00");
  }
  if (!rest.empty()) return bad("unexpected text after the zone");
  return Instant{*date} + hours{h} + minutes{min} + seconds{s} + milliseconds{ms} - offset;
}

std::string format_day(Day day) {
  const year_month_day d{day};
  return fmt::format("{:04}-{:02}-{:02}", int{d.year()}, unsigned{d.month()}, unsigned{d.day()});
}

std::string format_instant(Instant t) {
  const auto day = floor<days>(t);
  const hh_mm_ss time{t - day};
  auto text = fmt::format("{}T{:02}:{:02}:{:02}", format_day(day), time.hours().count(),
                          time.minutes().count(), time.seconds().count());
  if (const auto ms = time.subseconds().count()) text += fmt::format(".{:03}", ms);
  return text + 'Z';
}

}  // namespace dealbell
