#include "core/org/quota_load.hpp"

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

QuotaLoad::Share share_on(const OrgPerson& person, Day day) {
  if (!contains(person.employed, day)) return {0, false};
  if (std::ranges::any_of(person.leave, [&](const Span& away) { return contains(away, day); }))
    return {0, false};
  if (!person.employed.from || person.ramp_e4.empty()) return {};
  const auto month = (month_of(day) - month_of(*person.employed.from)).count();
  const auto steps = static_cast<std::int64_t>(person.ramp_e4.size());
  if (month >= steps) return {};
  return {person.ramp_e4[static_cast<std::size_t>(month)], true};
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
  std::int64_t sum = 0;
  visit(from, to,
        [&](Day since, Day until, Share share) { sum += (until - since).count() * share.e4; });
  return sum;
}

}  // namespace dealbell::core
