#include "core/quotas.hpp"

#include <algorithm>
#include <set>

#include "core/rounding.hpp"

namespace dealbell::core {
namespace {

constexpr std::int64_t full_e4 = 1'000'000;  // 100 %

Day first_of_month(Day day) {
  const std::chrono::year_month_day d{day};
  return std::chrono::sys_days{d.year() / d.month() / 1};
}

Day next_month(Day first) {
  const std::chrono::year_month_day d{first};
  return std::chrono::sys_days{(d.year() / d.month() + std::chrono::months{1}) / 1};
}

std::int64_t days_between(Day from, Day to) { return to > from ? (to - from).count() : 0; }

}  // namespace

Quotas::Quotas(const Org& org, const Calendar& calendar) {
  const auto put = [&](auto& table, Key key, const std::string& period, std::optional<Day> from,
                       Amount amount) {
    const auto parsed = calendar.parse_period(period);
    if (!parsed) return;
    table[std::move(key)].push_back(
        {parsed->from, parsed->to, from.value_or(parsed->from), amount.e4});
  };
  for (const auto& q : org.quotas)
    put(entries_, {q.measure, q.person, q.team}, q.period, q.from, q.amount);
  for (const auto& f : org.forecasts)
    put(forecasts_, {"", f.person, f.team}, f.period, {}, f.amount);
  for (auto& [key, list] : entries_)
    std::stable_sort(list.begin(), list.end(), [](const Entry& a, const Entry& b) {
      return std::tuple(a.from, a.to, a.holds) < std::tuple(b.from, b.to, b.holds);
    });

  const auto span = [](const auto& s) {
    return std::pair(s.from.value_or(Day::min()), s.to.value_or(Day::max()));
  };
  for (const auto& p : org.people) {
    if (!p.employed.from && !p.employed.to && p.leave.empty() && p.ramp_e4.empty()) continue;
    Person person;
    std::tie(person.from, person.to) = span(p.employed);
    for (const auto& away : p.leave) person.leave.push_back(span(away));
    if (p.employed.from) person.ramp_e4 = p.ramp_e4;
    people_.emplace(p.id, std::move(person));
  }
  std::map<std::string, std::string> parents;
  for (const auto& team : org.teams) parents[team.id] = team.parent;
  for (const auto& team : org.teams)
    for (std::string above = team.id; !above.empty(); above = parents[above])
      for (const auto& member : team.members) {
        const auto [from, to] = span(member);
        members_[above].push_back({member.person, from, to});
      }
  for (const auto& person : org.people) members_[""].push_back({person.id, Day::min(), Day::max()});
}

// Days in [from, to), each as much as the person's ramp makes of it, in ten-thousandths of a
// percent; leave and days outside the employment count nothing.
std::int64_t Quotas::weight(const Person* person, Day from, Day to) const {
  if (!person) return days_between(from, to) * full_e4;
  from = std::max(from, person->from);
  to = std::min(to, person->to);
  const auto present = [&](Day a, Day b) {
    auto days = days_between(a, b);
    for (const auto& [away, back] : person->leave)
      days -= days_between(std::max(a, away), std::min(b, back));
    return std::max<std::int64_t>(days, 0);
  };
  if (person->ramp_e4.empty()) return present(from, to) * full_e4;
  std::int64_t sum = 0;
  auto month = first_of_month(person->from);
  for (const auto percent : person->ramp_e4) {
    const auto next = next_month(month);
    sum += present(std::max(from, month), std::min(to, next)) * percent;
    month = next;
  }
  return sum + present(std::max(from, month), to) * full_e4;
}

// The amount of one period whose entries these are, for the days of `counted`. Exact until the end.
std::optional<Amount> Quotas::total(const std::vector<Entry>& entries, const Person* person,
                                    const Range& range, const Range& counted) const {
  Sum sum = 0;  // amount × ten-thousandths of a percent × days
  const auto days = days_between(range.from, range.to);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const auto until = i + 1 < entries.size() ? entries[i + 1].holds : range.to;
    // The first also holds for the days before it begins: there is no other.
    const auto since = i == 0 ? range.from : entries[i].holds;
    sum += Sum{entries[i].e4} *
           weight(person, std::max(since, counted.from), std::min(until, counted.to));
  }
  return Amount{static_cast<std::int64_t>(divide_half_even(sum, Sum{days} * full_e4))};
}

std::optional<Amount> Quotas::quota_within(std::string_view measure, const Subject& subject,
                                           const Range& range, const Range& counted) const {
  if (range.from == Day::min() || range.to == Day::max()) return std::nullopt;
  const auto found = entries_.find(std::tuple(measure, subject.person, subject.team));
  if (found == entries_.end()) return std::nullopt;
  const auto& all = found->second;
  const auto known = people_.find(std::string(subject.person));
  const auto* person = known == people_.end() ? nullptr : &known->second;

  // The entries of one period stand together; of those that begin on one day the shortest is first.
  const auto of_period = [&](auto at) {
    auto end = at;
    while (end != all.end() && end->from == at->from && end->to == at->to) ++end;
    return end;
  };
  const auto value = [&](auto at, auto end, const Range& days) {
    return total({at, end}, person, {at->from, at->to}, days);
  };
  const auto within = [&](Day from, Day to) {
    return Range{std::max(from, counted.from), std::min(to, counted.to)};
  };
  const auto starts = [&](Day from) {
    return std::lower_bound(all.begin(), all.end(), from,
                            [](const Entry& e, Day day) { return e.from < day; });
  };
  for (auto at = starts(range.from); at != all.end() && at->from == range.from; at = of_period(at))
    if (at->to == range.to) return value(at, of_period(at), within(at->from, at->to));
  // Shorter ones that fill it: of two that start on one day the shorter fills better, a quarter
  // never hides its months.
  Amount sum;
  auto reached = range.from;
  while (reached < range.to) {
    const auto at = starts(reached);
    if (at == all.end() || at->from != reached || at->to > range.to) break;
    sum.e4 += value(at, of_period(at), within(at->from, at->to))->e4;
    reached = at->to;
  }
  if (reached == range.to) return sum;
  // The days' part of the shortest period that holds the whole range.
  auto best = all.end();
  for (auto at = all.begin(); at != all.end() && at->from <= range.from; at = of_period(at))
    if (at->to >= range.to && (best == all.end() || at->to - at->from < best->to - best->from))
      best = at;
  if (best == all.end()) return std::nullopt;
  return value(best, of_period(best), within(range.from, range.to));
}

std::optional<Amount> Quotas::quota_for(std::string_view measure, const Subject& subject,
                                        const Range& range) const {
  return quota_within(measure, subject, range, range);
}

std::optional<Amount> Quotas::members_quota(std::string_view measure, std::string_view team,
                                            const Range& range) const {
  const auto members = members_.find(team);
  if (members == members_.end()) return std::nullopt;
  std::optional<Amount> sum;
  for (const auto& member : members->second) {
    const Range counted{std::max(range.from, member.from), std::min(range.to, member.to)};
    if (counted.from >= counted.to) continue;
    if (const auto quota = quota_within(measure, {member.person, ""}, range, counted))
      sum = Amount{sum.value_or(Amount{}).e4 + quota->e4};
  }
  return sum;
}

std::optional<Amount> Quotas::forecast_for(const Subject& subject, const Range& range) const {
  const auto found = forecasts_.find(std::tuple(std::string_view(), subject.person, subject.team));
  if (found == forecasts_.end()) return std::nullopt;
  for (const auto& entry : found->second)
    if (entry.from == range.from && entry.to == range.to) return Amount{entry.e4};
  return std::nullopt;
}

}  // namespace dealbell::core
