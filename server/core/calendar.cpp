#include "core/calendar.hpp"

#include <date/tz.h>

#include <algorithm>
#include <cstdio>

namespace dealbell::core {
namespace {

using namespace std::chrono;

Day first_of_month(year y, unsigned month) { return sys_days{y / month / 1}; }

Day start_of_iso_week(Day day) { return day - days{(weekday{day}.iso_encoding() + 6) % 7}; }

struct IsoWeek {
  int year;
  int week;
};
IsoWeek iso_week(Day day) {
  const auto thursday = start_of_iso_week(day) + days{3};
  const auto y = year_month_day{thursday}.year();
  return {int{y}, static_cast<int>((thursday - sys_days{y / January / 1}).count() / 7) + 1};
}

constexpr const char* month_names[] = {"January",   "February", "March",    "April",
                                       "May",       "June",     "July",     "August",
                                       "September", "October",  "November", "December"};

}  // namespace

bool known_zone(std::string_view zone) {
  try {
    date::locate_zone(std::string(zone));
    return true;
  } catch (const std::runtime_error&) {
    return false;
  }
}

Result<Calendar> Calendar::create(CalendarRules rules) {
  if (rules.zone.empty()) rules.zone = "Etc/UTC";
  if (!known_zone(rules.zone))
    return error(Errc::bad_value, "\"" + rules.zone + "\" is not a time zone this machine knows");
  Calendar calendar;
  calendar.zone_ = date::locate_zone(rules.zone);
  calendar.rules_ = std::move(rules);
  return calendar;
}

seconds Calendar::utc_offset(Instant t) const {
  if (t < known_from_ || t >= known_to_) {
    const auto info = zone_->get_info(floor<seconds>(t));
    // Clamped to what milliseconds in 64 bits hold: rules may reach to the end of time.
    constexpr auto earliest = sys_seconds{sys_days{year{1800} / 1 / 1}};
    constexpr auto latest = sys_seconds{sys_days{year{2400} / 1 / 1}};
    known_from_ = std::max(info.begin, earliest);
    known_to_ = std::min(info.end, latest);
    offset_ = info.offset;
  }
  return offset_;
}

Day Calendar::day_of(Instant t) const { return floor<days>(t + utc_offset(t)); }

Instant Calendar::start_of(Day day) const {
  const auto local = date::local_days{day.time_since_epoch()};
  return zone_->to_sys(local, date::choose::earliest);
}

Instant Calendar::noon_of(Day day) const {
  const auto local = date::local_days{day.time_since_epoch()} + hours{12};
  return zone_->to_sys(local, date::choose::earliest);
}

Period Calendar::period_of(PeriodKind kind, Day day) const {
  const year_month_day date{day};
  const auto y = date.year();
  const auto m = unsigned{date.month()};
  switch (kind) {
    case PeriodKind::day:
      return {kind, day, day + days{1}};
    case PeriodKind::week: {
      const auto shifted = rules_.week_starts_sunday ? day + days{1} : day;
      const auto from = start_of_iso_week(shifted) - days{rules_.week_starts_sunday ? 1 : 0};
      return {kind, from, from + days{7}};
    }
    case PeriodKind::month:
      return {kind, first_of_month(y, m),
              m == 12 ? first_of_month(y + years{1}, 1) : first_of_month(y, m + 1)};
    case PeriodKind::quarter: {
      const auto q = (m - 1) / 3;
      return {kind, first_of_month(y, q * 3 + 1),
              q == 3 ? first_of_month(y + years{1}, 1) : first_of_month(y, q * 3 + 4)};
    }
    case PeriodKind::year:
      return {kind, first_of_month(y, 1), first_of_month(y + years{1}, 1)};
  }
  return {kind, day, day + days{1}};
}

Period Calendar::previous(const Period& p) const { return period_of(p.kind, p.from - days{1}); }
Period Calendar::next(const Period& p) const { return period_of(p.kind, p.to); }

std::string Calendar::key(const Period& p) const {
  const year_month_day d{p.from};
  const int y{d.year()};
  const unsigned m{d.month()};
  char text[32];
  switch (p.kind) {
    case PeriodKind::day:
      return format_day(p.from);
    case PeriodKind::week: {
      const auto week = iso_week(p.from + days{3});
      std::snprintf(text, sizeof text, "%04d-W%02d", week.year, week.week);
      break;
    }
    case PeriodKind::month:
      std::snprintf(text, sizeof text, "%04d-%02u", y, m);
      break;
    case PeriodKind::quarter:
      std::snprintf(text, sizeof text, "%04d-Q%u", y, (m - 1) / 3 + 1);
      break;
    case PeriodKind::year:
      std::snprintf(text, sizeof text, "%04d", y);
      break;
  }
  return text;
}

std::string Calendar::label(const Period& p) const {
  const year_month_day d{p.from};
  const unsigned m{d.month()};
  switch (p.kind) {
    case PeriodKind::day:
      return std::to_string(unsigned{d.day()}) + " " + month_names[m - 1];
    case PeriodKind::week:
      return "week " + std::to_string(iso_week(p.from + days{3}).week);
    case PeriodKind::month:
      return month_names[m - 1];
    case PeriodKind::quarter:
      return "Q" + std::to_string((m - 1) / 3 + 1);
    case PeriodKind::year:
      return std::to_string(int{d.year()});
  }
  return {};
}

Result<Period> Calendar::parse_period(std::string_view text) const {
  const auto bad = error(Errc::bad_value, "\"" + std::string(text.substr(0, 40)) +
                                              "\" is not a period: write 2026, 2026-Q4 or 2026-11");
  const auto at = [&](const std::string& day, PeriodKind kind) -> Result<Period> {
    const auto parsed = parse_day(day);
    if (!parsed) return bad;
    return period_of(kind, *parsed);
  };
  const std::string s{text};
  if (s.size() == 4) return at(s + "-01-01", PeriodKind::year);
  if (s.size() == 7 && s[5] == 'Q' && s[6] >= '1' && s[6] <= '4') {
    const int month = (s[6] - '1') * 3 + 1;
    return at(s.substr(0, 5) + (month < 10 ? "0" : "") + std::to_string(month) + "-01",
              PeriodKind::quarter);
  }
  if (s.size() == 7) return at(s + "-01", PeriodKind::month);
  return bad;
}

Period Calendar::year_before(const Period& p) const {
  return period_of(p.kind, p.from - days{365});
}

bool Calendar::is_working_day(Day day) const {
  return rules_.works[weekday{day}.iso_encoding() - 1] &&
         !std::ranges::binary_search(rules_.holidays, day);
}

int Calendar::working_days(Day from, Day to) const {
  int count = 0;
  for (auto day = from; day < to; day += days{1}) count += is_working_day(day);
  return count;
}

Day Calendar::nth_working_day(Day from, int n) const {
  for (auto day = from;; day += days{1}) {
    if (day >= from + days{3'660}) return day;
    if (!is_working_day(day)) continue;
    if (n-- == 0) return day;
  }
}

}  // namespace dealbell::core
