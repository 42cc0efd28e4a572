#include "intake/csv/date.hpp"

#include <algorithm>
#include <iterator>
#include <vector>

#include "intake/csv/words.hpp"
#include "intake/digit.hpp"
#include "intake/plain_word.hpp"
#include "intake/space.hpp"

namespace dealbell::intake {
namespace {

// Dates with dots are never ambiguous: no country writes the month first with dots.
constexpr std::string_view date_formats[] = {
    "YYYY-MM-DD",  "YYYY/MM/DD",        "YYYY.MM.DD",  "YYYYMMDD",  "DD.MM.YYYY",   "DD/MM/YYYY",
    "MM/DD/YYYY",  "DD-MM-YYYY",        "MM-DD-YYYY",  "DD.MM.YY",  "DD/MM/YY",     "MM/DD/YY",
    "YY/MM/DD",    "DD-MM-YY",          "MM-DD-YY",    "YY-MM-DD",  "MMM DD, YYYY", "MMM DD YYYY",
    "DD MMM YYYY", "DD. MMM YYYY",      "DD-MMM-YYYY", "DD-MMM-YY", "DD MMM YY",    "DD/MMM/YYYY",
    "YYYY-MMM-DD", "DD de MMM de YYYY", "serial"};

// Formats that the samples cannot tell from another one: only a map gives them.
constexpr std::string_view given_formats[] = {"serial 1904"};

// The beginnings of month names in English, German, French, Spanish, Italian, Portuguese, Dutch
// and Scandinavian languages, as plain words. No two months share one.
struct MonthName {
  std::string_view beginning;
  int month;
};
constexpr MonthName month_names[] = {
    {"jan", 1},  {"ene", 1},  {"gen", 1},  {"feb", 2},  {"fev", 2},  {"mar", 3},
    {"mrz", 3},  {"mrt", 3},  {"maa", 3},  {"apr", 4},  {"avr", 4},  {"abr", 4},
    {"may", 5},  {"mai", 5},  {"maj", 5},  {"mei", 5},  {"mag", 5},  {"jun", 6},
    {"juin", 6}, {"giu", 6},  {"jul", 7},  {"juil", 7}, {"lug", 7},  {"aug", 8},
    {"aou", 8},  {"ago", 8},  {"sep", 9},  {"set", 9},  {"oct", 10}, {"okt", 10},
    {"ott", 10}, {"out", 10}, {"nov", 11}, {"dec", 12}, {"dez", 12}, {"dic", 12}};

// Removes a number of at most `width` digits from the start of `text`; -1 if there is none.
int take_number(std::string_view& text, std::size_t width) {
  int value = -1;
  for (; width > 0 && !text.empty() && is_digit(text.front()); --width) {
    value = std::max(value, 0) * 10 + (text.front() - '0');
    text.remove_prefix(1);
  }
  return value;
}

// Removes a month name, full or abbreviated, and the point after an abbreviation from the start of
// `text`; -1 if there is none.
int take_month_name(std::string_view& text) {
  std::size_t size = 0;
  while (size < text.size() && (static_cast<unsigned char>(text[size]) >= 0x80 ||
                                ((text[size] | 0x20) >= 'a' && (text[size] | 0x20) <= 'z')))
    ++size;
  const auto word = plain_word(text.substr(0, size));
  const auto* name = std::ranges::find_if(
      month_names, [&](const MonthName& one) { return word.starts_with(one.beginning); });
  text.remove_prefix(size);
  if (text.starts_with('.')) text.remove_prefix(1);
  return name == std::end(month_names) ? -1 : name->month;
}

std::optional<Day> valid_day(int year, int month, int day) {
  if (month < 1 || day < 1) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{year},
                                         std::chrono::month{static_cast<unsigned>(month)},
                                         std::chrono::day{static_cast<unsigned>(day)}};
  if (!date.ok() || year < 1900 || year > 2199) return std::nullopt;
  return Day{date};
}

// Removes a spreadsheet's day number, from 1970 to 2119, and the fraction that is its time of day.
std::optional<Day> take_serial(std::string_view& text) {
  constexpr auto day_zero = std::chrono::year{1899} / 12 / 30;
  constexpr int first = 25'569, last = 80'000;
  const int number = take_number(text, 5);
  if (number < first || number > last) return std::nullopt;
  if (!text.empty() && (text.front() == '.' || text.front() == ',')) {
    text.remove_prefix(1);
    if (take_number(text, 1) < 0) return std::nullopt;
    while (!text.empty() && is_digit(text.front())) text.remove_prefix(1);
  }
  if (!text.empty()) return std::nullopt;
  return Day{day_zero} + std::chrono::days{number};
}

// Removes a date in this format from the start of `text`.
std::optional<Day> take_date(std::string_view& text, std::string_view format) {
  if (format == "serial") return take_serial(text);
  if (format == "serial 1904") {
    constexpr std::chrono::days between_the_zeros{1462};
    const auto day = take_serial(text);
    return day ? std::optional(*day + between_the_zeros) : std::nullopt;
  }
  int year = -1, month = -1, day = -1;
  while (!format.empty()) {
    const char part = format.front();
    const auto width = std::min(format.find_first_not_of(part), format.size());
    format.remove_prefix(width);
    if (part == 'Y') {
      const auto before = text.size();
      year = take_number(text, width);
      if (before - text.size() != width) return std::nullopt;
      if (width == 2) year += year < 70 ? 2000 : 1900;
    } else if (part == 'M') {
      month = width == 3 ? take_month_name(text) : take_number(text, 2);
    } else if (part == 'D') {
      day = take_number(text, 2);
    } else {
      if (text.empty() || text.front() != part) return std::nullopt;
      text.remove_prefix(1);
      // "3. 11. 2026"
      while (part == '.' && text.starts_with(' ') && !format.starts_with(' '))
        text.remove_prefix(1);
    }
  }
  if (text.starts_with('.')) text.remove_prefix(1);  // "2026. 11. 03."
  return valid_day(year, month, day);
}

struct Written {
  std::string_view theirs, ours;
};
// East Asian digits and signs of dates.
constexpr Written east_asian[] = {{"０", "0"}, {"１", "1"}, {"２", "2"},  {"３", "3"}, {"４", "4"},
                                  {"５", "5"}, {"６", "6"}, {"７", "7"},  {"８", "8"}, {"９", "9"},
                                  {"／", "/"}, {"－", "-"}, {"．", "."},  {"年", "/"}, {"月", "/"},
                                  {"日", ""},  {"号", ""},  {"년 ", "/"}, {"년", "/"}, {"월 ", "/"},
                                  {"월", "/"}, {"일", ""},  {"元", "1"}};
struct Era {
  std::string_view name;
  int year_zero;
};
constexpr Era eras[] = {{"令和", 2018}, {"平成", 1988}, {"昭和", 1925}};

// "2026年11月3日" and "令和8年11月3日" as "2026/11/3"; spaces as plain ones.
std::string plain_date(std::string_view written) {
  std::string text = plain_spaces(written);
  if (std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) >= 0xE3; }))
    return text;
  for (const auto& [theirs, ours] : east_asian)
    for (std::size_t at = 0; (at = text.find(theirs, at)) != std::string::npos; at += ours.size())
      text.replace(at, theirs.size(), ours);
  for (const auto& era : eras) {
    if (!text.starts_with(era.name)) continue;
    std::string_view rest = std::string_view(text).substr(era.name.size());
    const int year = take_number(rest, 2);
    if (year > 0) return std::to_string(era.year_zero + year) + std::string(rest);
  }
  return text;
}

// The time of day "8:55", "08:55:07.5" or "8:55 PM" as "08:55:07.5"; "" if it is none.
std::string time_of_day(std::string_view text) {
  int hour = take_number(text, 2);
  if (hour < 0 || !text.starts_with(':')) return {};
  std::string rest;
  while (!text.empty() && (is_digit(text.front()) || text.front() == ':' || text.front() == '.')) {
    rest += text.front();
    text.remove_prefix(1);
  }
  const auto half = plain_word(text);
  if (half == "am" || half == "pm") {
    if (hour < 1 || hour > 12) return {};
    hour = hour % 12 + (half == "pm" ? 12 : 0);
  } else if (!half.empty()) {
    return {};
  }
  if (rest.size() == 3) rest += ":00";
  return (hour < 10 ? "0" : "") + std::to_string(hour) + rest;
}

}  // namespace

bool is_date_format(std::string_view format) {
  return std::ranges::find(date_formats, format) != std::end(date_formats) ||
         std::ranges::find(given_formats, format) != std::end(given_formats);
}

bool is_number_format(std::string_view format) {
  return format.starts_with("serial") || format == "YYYYMMDD";
}

Result<Day> parse_written_date(std::string_view text, std::string_view format) {
  const auto plain = plain_date(text);
  std::string_view rest = plain;
  const auto day = take_date(rest, format);
  if (!day || !(rest.empty() || rest.front() == ' ' || rest.front() == 'T' || rest.front() == ','))
    return error(Errc::bad_value, "\"" + std::string(text.substr(0, 40)) +
                                      "\" is not a date in the format " + std::string(format));
  return *day;
}

std::optional<Instant> written_instant(std::string_view text, std::string_view format, bool utc) {
  if (const auto instant = parse_instant(text)) return *instant;
  const auto plain = plain_date(text);
  std::string_view rest = plain;
  const auto day = take_date(rest, format);
  if (!utc || !day || rest.size() < 2) return std::nullopt;
  const auto time = time_of_day(rest.substr(std::min(rest.find_first_not_of(" T,"), rest.size())));
  const auto instant = parse_instant(format_day(*day) + "T" + time + "Z");
  return instant ? std::optional(*instant) : std::nullopt;
}

DateGuess guess_date_format(std::span<const std::string> samples) {
  std::vector<std::string_view> matching(std::begin(date_formats), std::end(date_formats));
  bool any = false;
  for (const auto& sample : samples) {
    if (sample.empty()) continue;
    any = true;
    std::erase_if(matching, [&](auto format) { return !parse_written_date(sample, format); });
  }
  DateGuess guess;
  if (!any || matching.empty()) return guess;
  if (matching.size() == 1) {
    guess.format = matching.front();
    return guess;
  }
  for (const auto format : matching)
    guess.candidates += (guess.candidates.empty() ? "" : " or ") + std::string(format);
  return guess;
}

std::string likely_date_format(std::span<const std::string> samples) {
  std::string_view best;
  std::ptrdiff_t most = 0;
  for (const auto format : date_formats) {
    const auto count = std::ranges::count_if(samples, [&](const std::string& sample) {
      return parse_written_date(sample, format).has_value();
    });
    if (count <= most) continue;
    best = format;
    most = count;
  }
  return std::string(best);
}

}  // namespace dealbell::intake
