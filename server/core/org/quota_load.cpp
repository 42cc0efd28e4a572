#include "core/org/quota_load.hpp"
#include "core/values/percent.hpp"

#include <algorithm>

namespace dealbell::core {
namespace {

using namespace std::chrono;

year_month month_of(Day day) {
  const year_month_day date{day};
  return date.year() / date.month();
}

bool contains(const Span& span, Day day) {
  return (!span.from || *span.from <= day) && (!span.to || day < *span.to);
}

std::int32_t share_on(const OrgPerson& person, Day day) {
  if (!contains(person.employed, day)) return 0;
  if (std::ranges::any_of(person.leave, [&](const Span& away) { return contains(away, day); }))
    return 0;
  if (!person.employed.from || person.ramp_e4.empty()) return hundred_percent_e4;
  const auto month = (month_of(day) - month_of(*person.employed.from)).count();
  const auto steps = static_cast<std::int64_t>(person.ramp_e4.size());
  return month < steps ? person.ramp_e4[static_cast<std::size_t>(month)] : hundred_percent_e4;
}

// The days on which the share may change, sorted.
std::vector<Day> change_days(const OrgPerson& person) {
  std::vector<Day> days;
  const auto ends_of = [&](const Span& span) {
    if (span.from) days.push_back(*span.from);
    if (span.to) days.push_back(*span.to);
  };
  ends_of(person.employed);
  for (const auto& away : person.leave) ends_of(away);
  if (person.employed.from)
    for (int i = 1; i <= static_cast<int>(person.ramp_e4.size()); ++i)
      days.push_back(sys_days{(month_of(*person.employed.from) + months{i}) / 1});
  std::ranges::sort(days);
  days.erase(std::unique(days.begin(), days.end()), days.end());
  return days;
}

}  // namespace

QuotaLoad::QuotaLoad(const OrgPerson& person) {
  const auto days = change_days(person);
  if (days.empty()) return;
  steps_.push_back({Day::min(), share_on(person, days.front() - std::chrono::days{1})});
  for (const auto day : days) steps_.push_back({day, share_on(person, day)});
}

std::int64_t QuotaLoad::days_e4(Day from, Day to) const {
  if (to <= from) return 0;
  if (steps_.empty()) return (to - from).count() * hundred_percent_e4;
  auto step = std::prev(std::ranges::upper_bound(steps_, from, {}, &Step::from));
  std::int64_t sum = 0;
  for (; from < to; ++step) {
    const auto until = std::next(step) == steps_.end() ? to : std::min(to, std::next(step)->from);
    sum += (until - from).count() * step->share_e4;
    from = until;
  }
  return sum;
}

}  // namespace dealbell::core
