#include "core/demo/workdays.hpp"

#include <algorithm>

namespace dealbell::core {
namespace {

using namespace std::chrono;

bool works(Day day) {
  const year_month_day d{day};
  const month_day md = d.month() / d.day();
  const bool holiday = md == January / 1 || md == December / 25 || md == December / 26;
  return weekday{day}.iso_encoding() <= 5 && !holiday;
}

}  // namespace

std::vector<DemoWorkday> demo_workdays(const Period& month) {
  std::vector<DemoWorkday> all;
  for (Day day = month.from; day < month.to; day += days{1}) {
    const year_month_day d{day};
    const bool between_the_years = d.month() == December && d.day() > std::chrono::day{26};
    if (works(day)) all.push_back({day, between_the_years ? 40 : 100});
  }
  constexpr int rush_percent[] = {150, 190, 240};
  for (std::size_t i = 0; i < 3; ++i) {
    int& weight = all[all.size() - 3 + i].weight;
    weight = weight * rush_percent[i] / 100;
  }
  return all;
}

Instant demo_working_moment(const Calendar& calendar, DemoRandom& random, Day day) {
  while (!works(day)) day += days{1};
  const bool anywhere = random.chance(60);
  const bool morning = random.chance(50);
  constexpr std::int64_t hour = 60;
  const auto minute = anywhere  ? random.between(9 * hour + 5, 17 * hour + 45)
                      : morning ? random.between(10 * hour, 12 * hour)
                                : random.between(14 * hour + 30, 17 * hour);
  return calendar.noon_of(day) - hours{12} + minutes{minute} + seconds{random.between(0, 59)};
}

double demo_month_elapsed(const Calendar& calendar, Instant t) {
  const Day today = calendar.day_of(t);
  double before = 0;
  double whole = 0;
  for (const auto& [day, weight] : demo_workdays(calendar.period_of(PeriodKind::month, today))) {
    whole += weight;
    if (day < today) before += weight;
    if (day != today) continue;
    const duration<double, hours::period> since_nine = t - calendar.noon_of(day) + hours{3};
    before += weight * std::clamp(since_nine.count() / 9, 0.0, 1.0);
  }
  return before / whole;
}

bool demo_at_work(const Calendar& calendar, Instant t) {
  const Day today = calendar.day_of(t);
  const auto since_midnight = t - calendar.noon_of(today) + hours{12};
  return works(today) && since_midnight >= hours{9} && since_midnight < hours{18};
}

Amount demo_quota(const Period& month) {
  constexpr std::int64_t thousands[] = {540, 560, 600, 570, 580, 610, 560, 540, 600, 590, 600, 630};
  const unsigned m{year_month_day{month.from}.month()};
  return Amount{thousands[m - 1] * 1'000 * 10'000};
}

}  // namespace dealbell::core
