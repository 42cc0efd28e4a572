#include "core/calendar/calendar.hpp"

#include <date/tz.h>

#include <algorithm>
#include <cstdio>

#include "core/calendar/fiscal_year.hpp"

namespace dealbell::core {
namespace {

using namespace std::chrono;

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

constexpr std::string_view period_kinds[] = {"day", "week", "month", "quarter", "year"};

}  // namespace

std::optional<PeriodKind> find_period_kind(std::string_view name) {
  const auto found = std::ranges::find(period_kinds, name);
  if (found == std::end(period_kinds)) return std::nullopt;
  return static_cast<PeriodKind>(found - std::begin(period_kinds));
}

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
  for (const auto day : calendar.rules_.holidays)
    if (calendar.rules_.works[weekday{day}.iso_encoding() - 1]) calendar.free_days_.push_back(day);
  return calendar;
}

seconds Calendar::utc_offset(Instant t) const {
  if (t < known_from_ || t >= known_to_) {
    const auto info = zone_->get_info(floor<seconds>(t));
    // Clamped, because the last rule reaches beyond what 64 bits of milliseconds can represent.
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

// The fiscal year a day is in, and in which of its parts (4 quarters or 12 periods).
struct Calendar::Place {
  FiscalYear year;
  int part = 0;
  Day from, to;
};

Calendar::Place Calendar::place_of(Day day, int parts) const {
  Place place{fiscal_year_of(rules_, day), 0, {}, {}};
  const auto start = [&](int part) {
    return parts == 4 ? quarter_start(rules_, place.year, part)
                      : period_start(rules_, place.year, part);
  };
  while (place.part + 1 < parts && start(place.part + 1) <= day) ++place.part;
  place.from = start(place.part);
  place.to = start(place.part + 1);
  return place;
}

Period Calendar::period_of(PeriodKind kind, Day day) const {
  switch (kind) {
    case PeriodKind::day:
      break;
    case PeriodKind::week: {
      const auto from = day - (weekday{day} - rules_.week_start);
      return {kind, from, from + days{7}};
    }
    case PeriodKind::month:
      if (!has_weeks(rules_)) {
        const auto from = year_month_day{day}.year() / year_month_day{day}.month() / 1;
        return {kind, sys_days{from}, sys_days{from + months{1}}};
      }
      [[fallthrough]];
    case PeriodKind::quarter: {
      const auto place = place_of(day, kind == PeriodKind::month ? 12 : 4);
      return {kind, place.from, place.to};
    }
    case PeriodKind::year: {
      const auto year = fiscal_year_of(rules_, day);
      return {kind, year.from, year.to};
    }
  }
  return {PeriodKind::day, day, day + days{1}};
}

Period Calendar::previous(const Period& p) const { return period_of(p.kind, p.from - days{1}); }
Period Calendar::next(const Period& p) const { return period_of(p.kind, p.to); }

Period Calendar::year_before(const Period& p) const {
  const auto earlier = [](Day day) {
    const auto before = year_month_day{day} - years{1};
    return before.ok() ? sys_days{before} : sys_days{before.year() / before.month() / last};
  };
  if (p.kind == PeriodKind::day) return period_of(p.kind, earlier(p.from));
  const bool plain = rules_.extra_week == CalendarRules::ExtraWeek::plain;
  if (p.kind == PeriodKind::week && !(has_weeks(rules_) && plain))
    return {p.kind, p.from - weeks{52}, p.to - weeks{52}};
  if (!has_weeks(rules_)) return {p.kind, earlier(p.from), earlier(p.to)};
  // Restated: week k is compared with the week 52 weeks earlier, which is week k + 1 if that year
  // has a 53rd. The 53rd week of this year has no counterpart; on its own it is compared with the
  // last week of the year before.
  const auto year = fiscal_year_of(rules_, p.from);
  const auto before = fiscal_year(rules_, year.first - 1);
  const auto shift = plain ? year.from - before.from : days{364};
  const auto to = std::min(p.to - shift, before.to);
  return {p.kind, p.kind == PeriodKind::week ? to - weeks{1} : p.from - shift, to};
}

std::string Calendar::key(const Period& p) const {
  char text[32];
  switch (p.kind) {
    case PeriodKind::day:
      return format_day(p.from);
    case PeriodKind::week: {
      const auto week = iso_week(p.from + days{3});
      std::snprintf(text, sizeof text, "%04d-W%02d", week.year, week.week);
      break;
    }
    case PeriodKind::month: {
      if (!has_weeks(rules_)) return format_day(p.from).substr(0, 7);
      const auto place = place_of(p.from, 12);
      std::snprintf(text, sizeof text, "FY%04d-P%02d", name_of(rules_, place.year), place.part + 1);
      break;
    }
    case PeriodKind::quarter: {
      const auto place = place_of(p.from, 4);
      std::snprintf(text, sizeof text, "%s%04d-Q%d", is_plain(rules_) ? "" : "FY",
                    name_of(rules_, place.year), place.part + 1);
      break;
    }
    case PeriodKind::year:
      std::snprintf(text, sizeof text, "%s%04d", is_plain(rules_) ? "" : "FY",
                    name_of(rules_, fiscal_year_of(rules_, p.from)));
      break;
  }
  return text;
}

std::string Calendar::label(const Period& p) const {
  const year_month_day d{p.from};
  switch (p.kind) {
    case PeriodKind::day:
      return std::to_string(unsigned{d.day()}) + " " + month_names[unsigned{d.month()} - 1];
    case PeriodKind::week:
      return "week " + std::to_string(iso_week(p.from + days{3}).week);
    case PeriodKind::month:
      if (!has_weeks(rules_)) return month_names[unsigned{d.month()} - 1];
      return "period " + std::to_string(place_of(p.from, 12).part + 1);
    case PeriodKind::quarter:
      return "Q" + std::to_string(place_of(p.from, 4).part + 1);
    case PeriodKind::year:
      return key(p);
  }
  return {};
}

Result<Period> Calendar::parse_period(std::string_view text) const {
  const char* forms = is_plain(rules_)    ? "2026, 2026-Q4 or 2026-11"
                      : has_weeks(rules_) ? "FY2027, FY2027-Q2 or FY2027-P05"
                                          : "FY2027, FY2027-Q2 or 2026-11";
  const auto bad = error(Errc::bad_value, "\"" + std::string(text.substr(0, 40)) +
                                              "\" is not a period: write " + forms);
  if (!has_weeks(rules_) && text.size() == 7 && text[4] == '-' && text[5] != 'Q') {
    const auto first = parse_day(std::string(text) + "-01");
    return first ? Result<Period>(period_of(PeriodKind::month, *first)) : bad;
  }
  auto rest = text;
  if (!is_plain(rules_)) {
    if (!rest.starts_with("FY")) return bad;
    rest.remove_prefix(2);
  }
  if (rest.size() < 4 || !parse_day(std::string(rest.substr(0, 4)) + "-01-01")) return bad;
  const int named = std::stoi(std::string(rest.substr(0, 4)));
  const auto offset = name_of(rules_, fiscal_year(rules_, named)) - named;
  const auto year = fiscal_year(rules_, named - offset);
  rest.remove_prefix(4);
  if (rest.empty()) return Period{PeriodKind::year, year.from, year.to};
  const auto part = [&](std::size_t digits) {
    int number = 0;
    for (std::size_t i = 2; i < 2 + digits; ++i)
      number = rest[i] < '0' || rest[i] > '9' ? 100 : number * 10 + (rest[i] - '0');
    return number - 1;
  };
  if (rest.size() == 3 && rest.starts_with("-Q"))
    if (const int q = part(1); q >= 0 && q < 4)
      return Period{PeriodKind::quarter, quarter_start(rules_, year, q),
                    quarter_start(rules_, year, q + 1)};
  if (has_weeks(rules_) && rest.size() == 4 && rest.starts_with("-P"))
    if (const int m = part(2); m >= 0 && m < 12)
      return Period{PeriodKind::month, period_start(rules_, year, m),
                    period_start(rules_, year, m + 1)};
  return bad;
}

Result<Period> Calendar::parse_any_period(std::string_view text) const {
  if (text.size() == 10)
    if (const auto day = parse_day(text)) return period_of(PeriodKind::day, *day);
  if (text.size() == 8 && text[5] == 'W') {
    // A week has the number of the ISO week that contains its fourth day.
    const auto january4 = parse_day(std::string(text.substr(0, 4)) + "-01-04");
    const int week = (text[6] - '0') * 10 + (text[7] - '0');
    if (january4 && week >= 1 && week <= 53) {
      const auto period =
          period_of(PeriodKind::week, start_of_iso_week(*january4) + days{(week - 1) * 7 + 3});
      if (key(period) == text) return period;
    }
  }
  return parse_period(text);
}

bool Calendar::is_working_day(Day day) const {
  return rules_.works[weekday{day}.iso_encoding() - 1] &&
         !std::ranges::binary_search(free_days_, day);
}

int Calendar::working_days(Day from, Day to) const {
  if (to <= from) return 0;
  const auto works = [&](Day day) { return rules_.works[weekday{day}.iso_encoding() - 1]; };
  const auto whole_weeks = static_cast<int>((to - from).count() / 7);
  int count = whole_weeks * static_cast<int>(std::ranges::count(rules_.works, true));
  for (auto day = from + weeks{whole_weeks}; day < to; day += days{1}) count += works(day);
  const auto first = std::ranges::lower_bound(free_days_, from);
  return count - static_cast<int>(std::lower_bound(first, free_days_.end(), to) - first);
}

Day Calendar::nth_working_day(Day from, int n) const {
  // Binary search for the first day by whose end there are more than n working days.
  int sooner = 0, later = 3'660;
  while (sooner < later) {
    const auto middle = (sooner + later) / 2;
    if (working_days(from, from + days{middle + 1}) > n)
      later = middle;
    else
      sooner = middle + 1;
  }
  return from + days{sooner};
}

}  // namespace dealbell::core
