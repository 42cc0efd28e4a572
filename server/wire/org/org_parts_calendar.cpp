#include "wire/org/org_parts.hpp"
#include "wire/words.hpp"

namespace dealbell::wire {
namespace {

using core::CalendarRules;

constexpr Word<unsigned> months[] = {{"january", 1},  {"february", 2},  {"march", 3},
                                     {"april", 4},    {"may", 5},       {"june", 6},
                                     {"july", 7},     {"august", 8},    {"september", 9},
                                     {"october", 10}, {"november", 11}, {"december", 12}};
constexpr Word<std::chrono::weekday> weekdays[] = {
    {"monday", std::chrono::Monday},       {"tuesday", std::chrono::Tuesday},
    {"wednesday", std::chrono::Wednesday}, {"thursday", std::chrono::Thursday},
    {"friday", std::chrono::Friday},       {"saturday", std::chrono::Saturday},
    {"sunday", std::chrono::Sunday}};
constexpr Word<CalendarRules::YearName> year_names[] = {{"end", CalendarRules::YearName::end},
                                                        {"start", CalendarRules::YearName::start}};
constexpr Word<CalendarRules::Pattern> patterns[] = {{"months", CalendarRules::Pattern::months},
                                                     {"4-4-5", CalendarRules::Pattern::w445},
                                                     {"4-5-4", CalendarRules::Pattern::w454},
                                                     {"5-4-4", CalendarRules::Pattern::w544}};
constexpr Word<CalendarRules::YearEnd> year_ends[] = {{"last", CalendarRules::YearEnd::last},
                                                      {"nearest", CalendarRules::YearEnd::nearest}};
constexpr Word<CalendarRules::ExtraWeek> extra_weeks[] = {
    {"restated", CalendarRules::ExtraWeek::restated}, {"plain", CalendarRules::ExtraWeek::plain}};
constexpr Word<CalendarRules::Pace> paces[] = {
    {"working_days", CalendarRules::Pace::working_days},
    {"calendar_days", CalendarRules::Pace::calendar_days}};

// "july" or 7.
void read_month(OrgReader& r, JsonCursor json, const std::string& at, unsigned& month) {
  if (json.kind() == JsonKind::string) return void(r.in.word(json, at, months, month));
  std::optional<int> number;
  r.whole(json, at, 1, 12, number);
  if (number) month = static_cast<unsigned>(*number);
}

bool& works_on(std::chrono::weekday day, CalendarRules& rules) {
  return rules.works[day.iso_encoding() - 1];
}

void read_working_days(OrgReader& r, JsonCursor json, const std::string& at, CalendarRules& rules) {
  rules.works.fill(false);
  r.in.elements(json, at, std::size(weekdays), [&](JsonCursor element, const std::string& day_at) {
    std::chrono::weekday day;
    if (r.in.word(element, day_at, weekdays, day) && std::exchange(works_on(day, rules), true))
      r.add_error("this day is listed twice", day_at);
  });
  // Pace could not be computed.
  if (std::ranges::find(rules.works, true) == rules.works.end())
    r.add_error("at least one day of the week must be a working day", at);
}

// "2026-12-25" is short for {"day":"2026-12-25"}; the name is only for readers of the document.
void read_holidays(OrgReader& r, JsonCursor json, const std::string& at, CalendarRules& rules) {
  Claims days{"holiday"};
  r.in.elements(json, at, holidays_max, [&](JsonCursor element, const std::string& holiday_at) {
    std::optional<Day> day;
    if (element.kind() == JsonKind::object) {
      r.in.members(element, holiday_at, holiday_keys,
                   [&](Key key, JsonCursor value, const std::string& key_at) {
                     std::string name;
                     if (key == "day") r.day(value, key_at, day);
                     if (key == "name") r.in.value(value, key_at, name);
                   });
      r.require(day.has_value(), "day", holiday_at);
    } else if (!r.in.value(element, holiday_at, day.emplace())) {
      day.reset();
    }
    if (!day) return;
    r.claim(days, format_day(*day), "", holiday_at);
    rules.holidays.push_back(*day);
  });
  std::ranges::sort(rules.holidays);
}

}  // namespace

void read_calendar(OrgReader& r, JsonCursor json, const std::string& at) {
  auto& rules = r.org.calendar;
  r.in.members(json, at, calendar_keys, [&](Key key, JsonCursor value, const std::string& key_at) {
    if (key == "fiscal_year_start") read_month(r, value, key_at, rules.fiscal_year_start);
    if (key == "fiscal_year_name") r.in.word(value, key_at, year_names, rules.year_name);
    if (key == "periods") r.in.word(value, key_at, patterns, rules.pattern);
    if (key == "year_end") r.in.word(value, key_at, year_ends, rules.year_end);
    if (key == "extra_week") r.in.word(value, key_at, extra_weeks, rules.extra_week);
    if (key == "working_days") read_working_days(r, value, key_at, rules);
    if (key == "holidays") read_holidays(r, value, key_at, rules);
    if (key == "pace") r.in.word(value, key_at, paces, rules.pace);
  });
}

// Leaves out defaults.
void read_week_start(OrgReader& r, JsonCursor json, const std::string& at) {
  r.in.word(json, at, weekdays, r.org.calendar.week_start);
}

Json write_week_start(const core::Org& org) {
  return Json(text_of(weekdays, org.calendar.week_start));
}

Json write_calendar(const core::Org& org) {
  const auto& rules = org.calendar;
  const CalendarRules usual;
  Json json;
  if (rules.fiscal_year_start != usual.fiscal_year_start)
    json["fiscal_year_start"] = text_of(months, rules.fiscal_year_start);
  if (rules.year_name != usual.year_name)
    json["fiscal_year_name"] = text_of(year_names, rules.year_name);
  if (rules.pattern != usual.pattern) json["periods"] = text_of(patterns, rules.pattern);
  if (rules.year_end != usual.year_end) json["year_end"] = text_of(year_ends, rules.year_end);
  if (rules.extra_week != usual.extra_week)
    json["extra_week"] = text_of(extra_weeks, rules.extra_week);
  if (rules.works != usual.works)
    for (const auto& day : weekdays)
      if (rules.works[day.value.iso_encoding() - 1]) json["working_days"].push_back(day.text);
  for (const auto day : rules.holidays) json["holidays"].push_back(format_day(day));
  if (rules.pace != usual.pace) json["pace"] = text_of(paces, rules.pace);
  return json;
}

void read_lock(OrgReader& r, JsonCursor json, const std::string& at) {
  constexpr int days_max = 60;  // almost a quarter
  std::optional<int> after;
  std::optional<Day> from;
  r.in.members(json, at, lock_keys, [&](Key key, JsonCursor value, const std::string& key_at) {
    if (key == "after_working_days") r.whole(value, key_at, 0, days_max, after);
    if (key == "from") r.day(value, key_at, from);
  });
  r.require(after.has_value(), "after_working_days", at);
  r.require(from.has_value(), "from", at);
  if (after && from) r.org.lock = core::Lock{*after, *from};
}

Json write_lock(const core::Org& org) {
  if (!org.lock) return nullptr;
  return {{"after_working_days", org.lock->after_working_days},
          {"from", format_day(org.lock->from)}};
}

}  // namespace dealbell::wire
