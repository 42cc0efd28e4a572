#include "intake/csv/date.hpp"

#include <algorithm>
#include <iterator>
#include <vector>

#include "intake/digit.hpp"

namespace dealbell::intake {
namespace {

// Dates with dots are never ambiguous: no country writes the month first with dots.
constexpr std::string_view date_formats[] = {
    "YYYY-MM-DD", "YYYY/MM/DD", "DD.MM.YYYY",   "DD/MM/YYYY",  "MM/DD/YYYY",
    "DD-MM-YYYY", "MM-DD-YYYY", "MMM DD, YYYY", "DD MMM YYYY", "DD-MMM-YYYY"};
constexpr std::string_view months[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                       "jul", "aug", "sep", "oct", "nov", "dec"};

// Removes a number of at most `width` digits from the start of `text`; -1 if there is none.
int take_number(std::string_view& text, std::size_t width) {
  int value = -1;
  for (; width > 0 && !text.empty() && is_digit(text.front()); --width) {
    value = std::max(value, 0) * 10 + (text.front() - '0');
    text.remove_prefix(1);
  }
  return value;
}

// Removes an English month name, full or abbreviated, from the start of `text`; -1 if there is
// none.
int take_month_name(std::string_view& text) {
  std::string word;
  while (!text.empty() && ((text[0] | 0x20) >= 'a' && (text[0] | 0x20) <= 'z')) {
    word += static_cast<char>(text[0] | 0x20);
    text.remove_prefix(1);
  }
  const auto* month = std::find(std::begin(months), std::end(months), word.substr(0, 3));
  return month == std::end(months) ? -1 : static_cast<int>(month - std::begin(months)) + 1;
}

// Removes a date in this format from the start of `text`.
std::optional<Day> take_date(std::string_view& text, std::string_view format) {
  int year = -1, month = -1, day = -1;
  while (!format.empty()) {
    const char part = format.front();
    const auto width = std::min(format.find_first_not_of(part), format.size());
    format.remove_prefix(width);
    if (part == 'Y') {
      const auto before = text.size();
      year = take_number(text, 4);
      if (before - text.size() != 4) return std::nullopt;
    } else if (part == 'M') {
      month = width == 3 ? take_month_name(text) : take_number(text, 2);
    } else if (part == 'D') {
      day = take_number(text, 2);
    } else {
      if (text.empty() || text.front() != part) return std::nullopt;
      text.remove_prefix(1);
    }
  }
  if (month < 1 || day < 1) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{year},
                                         std::chrono::month{static_cast<unsigned>(month)},
                                         std::chrono::day{static_cast<unsigned>(day)}};
  if (!date.ok() || year < 1900 || year > 2199) return std::nullopt;
  return Day{date};
}

}  // namespace

bool is_date_format(std::string_view format) {
  return std::find(std::begin(date_formats), std::end(date_formats), format) !=
         std::end(date_formats);
}

Result<Day> parse_written_date(std::string_view text, std::string_view format) {
  auto rest = text;
  const auto day = take_date(rest, format);
  if (!day || !(rest.empty() || rest.front() == ' ' || rest.front() == 'T' || rest.front() == ','))
    return error(Errc::bad_value, "\"" + std::string(text.substr(0, 40)) +
                                      "\" is not a date in the format " + std::string(format));
  return *day;
}

std::optional<Instant> written_instant(std::string_view text, std::string_view format, bool utc) {
  if (const auto instant = parse_instant(text)) return *instant;
  auto rest = text;
  const auto day = take_date(rest, format);
  if (!utc || !day || rest.size() < 2) return std::nullopt;
  auto time = std::string(rest.substr(1));
  if (time.size() == 5) time += ":00";
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
