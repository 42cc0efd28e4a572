#include "intake/csv_date.hpp"

#include <algorithm>
#include <vector>

namespace dealbell::intake {
namespace {

// A dot is not used between month-first dates anywhere, so it is never in doubt.
constexpr std::string_view formats[] = {"YYYY-MM-DD", "YYYY/MM/DD", "DD.MM.YYYY", "DD/MM/YYYY",
                                        "MM/DD/YYYY", "DD-MM-YYYY", "MM-DD-YYYY"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The number at the front of `text`, of at most `width` digits, dropped from it; -1 when there is
// none.
int take_number(std::string_view& text, std::size_t width) {
  int value = -1;
  for (; width > 0 && !text.empty() && is_digit(text.front()); --width) {
    value = std::max(value, 0) * 10 + (text.front() - '0');
    text.remove_prefix(1);
  }
  return value;
}

// The date at the front of `text`, in the order of `format`.
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
      month = take_number(text, 2);
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
  return std::find(std::begin(formats), std::end(formats), format) != std::end(formats);
}

Result<Day> parse_written_date(std::string_view text, std::string_view format) {
  auto rest = text;
  const auto day = take_date(rest, format);
  if (!day || !(rest.empty() || rest.front() == ' ' || rest.front() == 'T'))
    return error(Errc::bad_value, "\"" + std::string(text.substr(0, 40)) + "\" is not a date as " +
                                      std::string(format));
  return *day;
}

DateGuess guess_date_format(std::span<const std::string> samples) {
  std::vector<std::string_view> fitting(std::begin(formats), std::end(formats));
  bool any = false;
  for (const auto& sample : samples) {
    if (sample.empty()) continue;
    any = true;
    std::erase_if(fitting, [&](auto format) { return !parse_written_date(sample, format); });
  }
  DateGuess guess;
  if (!any || fitting.empty()) return guess;
  if (fitting.size() == 1) {
    guess.format = fitting.front();
    return guess;
  }
  for (const auto format : fitting)
    guess.rivals += (guess.rivals.empty() ? "" : " or ") + std::string(format);
  return guess;
}

std::string likely_date_format(std::span<const std::string> samples) {
  std::string_view best;
  std::ptrdiff_t most = 0;
  for (const auto format : formats) {
    const auto fit = std::ranges::count_if(samples, [&](const std::string& sample) {
      return parse_written_date(sample, format).has_value();
    });
    if (fit <= most) continue;
    best = format;
    most = fit;
  }
  return std::string(best);
}

}  // namespace dealbell::intake
