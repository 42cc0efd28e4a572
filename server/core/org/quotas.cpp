#include "core/org/quotas.hpp"

#include <algorithm>
#include <limits>

#include "core/values/exact_sum.hpp"
#include "core/values/percent.hpp"

namespace dealbell::core {
namespace {

std::optional<Amount> amount(Sum e4) {
  constexpr Sum most = std::numeric_limits<std::int64_t>::max();
  if (e4 > most || e4 < -most) return std::nullopt;
  return Amount{static_cast<std::int64_t>(e4)};
}

}  // namespace

Quotas::Quotas(const Org& org, const Calendar& calendar) {
  read_quotas(org, calendar);
  for (const auto& person : org.people) {
    const auto& [from, to] = person.employed;
    if (from || to || !person.leave.empty()) loads_.emplace(person.id, QuotaLoad(person));
  }
  read_members(org);
}

void Quotas::read_quotas(const Org& org, const Calendar& calendar) {
  const auto put = [&](auto& table, Key key, const auto& entry, std::optional<Day> valid_from) {
    const auto period = calendar.parse_period(entry.period);
    if (!period) return;
    table[std::move(key)].push_back(
        {period->from, period->to, valid_from.value_or(period->from), entry.amount.e4});
  };
  for (const auto& q : org.quotas) put(quotas_, {q.measure, q.person, q.team}, q, q.from);
  for (const auto& f : org.forecasts) put(forecasts_, {"", f.person, f.team}, f, {});
  for (auto& [key, entries] : quotas_)
    std::ranges::stable_sort(entries, {},
                             [](const Entry& e) { return std::tuple(e.from, e.to, e.valid_from); });
}

void Quotas::read_members(const Org& org) {
  ById<std::string> parents;
  for (const auto& team : org.teams) parents[team.id] = team.parent;
  for (const auto& team : org.teams) {
    // At most as many steps as there are teams, in case of a cycle.
    auto above = team.id;
    for (std::size_t i = 0; i < org.teams.size() && !above.empty(); ++i, above = parents[above])
      for (const auto& m : team.members)
        members_[above][m.person].push_back(
            {m.from.value_or(Day::min()), m.to.value_or(Day::max())});
  }
  const std::vector<Days> always{{Day::min(), Day::max()}};
  for (const auto& person : org.people) members_[""][person.id] = always;
  for (const auto& [key, entries] : quotas_)  // people with a quota who are not listed
    if (const auto& person = std::get<1>(key); !person.empty()) members_[""][person] = always;

  // A person who is in a team and in one below it on the same day counts once: merge the spans.
  for (auto& [team, people] : members_)
    for (auto& [person, spans] : people) {
      std::ranges::sort(spans, {}, &Days::from);
      auto last = spans.begin();
      for (const auto& span : spans)
        if (span.from <= last->to)
          last->to = std::max(last->to, span.to);
        else
          *++last = span;
      spans.erase(std::next(last), spans.end());
    }
}

Quotas::Group Quotas::group_at(const Entries& entries, Entries::const_iterator at) {
  auto end = at;
  while (end != entries.end() && end->from == at->from && end->to == at->to) ++end;
  return {at, end};
}

// The periods from which the quota of the range is derived; none if there is no quota.
std::vector<Quotas::Group> Quotas::groups_for(const Entries& entries, const Range& range) {
  const auto period = [](const Entry& e) { return std::pair(e.from, e.to); };
  const auto inside = std::ranges::lower_bound(entries, range.from, {}, &Entry::from);
  const auto exact = std::ranges::lower_bound(entries, std::pair(range.from, range.to), {}, period);
  if (exact != entries.end() && period(*exact) == std::pair(range.from, range.to))
    return {group_at(entries, exact)};

  // Shorter periods that together reach the end of the range, found backwards from its end, by
  // their first day. If two start on the same day the shorter one is used: months, rather than
  // their quarter.
  std::map<Day, Entries::const_iterator> next;
  for (auto at = std::ranges::lower_bound(entries, range.to, {}, &Entry::from); at != inside;)
    if (--at; at->to <= range.to && (at->to == range.to || next.contains(at->to)))
      next[at->from] = at;
  std::vector<Group> groups;
  for (auto at = next.find(range.from); at != next.end(); at = next.find(at->second->to))
    groups.push_back(group_at(entries, at->second));
  if (!groups.empty()) return groups;

  // The shortest period that contains the whole range.
  auto best = entries.end();
  for (auto at = entries.begin(); at != entries.end() && at->from <= range.from; ++at)
    if (at->to >= range.to && (best == entries.end() || at->to - at->from < best->to - best->from))
      best = at;
  if (best == entries.end()) return {};
  return {group_at(entries, best)};
}

std::optional<Amount> Quotas::quota_on(std::string_view measure, const Subject& subject,
                                       const Range& range, std::span<const Days> days) const {
  if (range.from == Day::min() || range.to == Day::max() || range.from >= range.to)
    return std::nullopt;
  const auto found = quotas_.find(Key(measure, subject.person, subject.team));
  if (found == quotas_.end()) return std::nullopt;
  const auto groups = groups_for(found->second, range);
  if (groups.empty()) return std::nullopt;

  const auto& load = load_of(subject.person);
  ExactSum sum;
  for (const auto& group : groups) {
    const auto length = (group.front().to - group.front().from).count();
    for (std::size_t i = 0; i < group.size(); ++i) {
      // The first one is also used for the days before its valid_from.
      const auto since = std::max(i == 0 ? group[i].from : group[i].valid_from, range.from);
      const auto until =
          std::min(i + 1 < group.size() ? group[i + 1].valid_from : group[i].to, range.to);
      for (const auto& span : days) {
        const auto carried = load.days_e4(std::max(since, span.from), std::min(until, span.to));
        sum.add(Sum{group[i].e4} * carried, length * hundred_percent_e4);
      }
    }
  }
  return amount(sum.rounded());
}

std::optional<Amount> Quotas::quota_for(std::string_view measure, const Subject& subject,
                                        const Range& range) const {
  const Days all[] = {{range.from, range.to}};
  return quota_on(measure, subject, range, all);
}

std::optional<Amount> Quotas::members_quota(std::string_view measure, std::string_view team,
                                            const Range& range) const {
  const auto members = members_.find(team);
  if (members == members_.end()) return std::nullopt;
  std::optional<Sum> sum;
  for (const auto& [person, spans] : members->second) {
    const auto in_range = [&](const Days& d) { return d.from < range.to && range.from < d.to; };
    if (std::ranges::none_of(spans, in_range)) continue;
    if (const auto quota = quota_on(measure, {person, ""}, range, spans))
      sum = sum.value_or(0) + quota->e4;
  }
  return sum ? amount(*sum) : std::nullopt;
}

const QuotaLoad& Quotas::load_of(std::string_view person) const {
  const auto known = loads_.find(person);
  return known == loads_.end() ? whole_ : known->second;
}

std::optional<Amount> Quotas::forecast_for(const Subject& subject, const Range& range) const {
  const auto found = forecasts_.find(Key("", subject.person, subject.team));
  if (found == forecasts_.end()) return std::nullopt;
  for (const auto& entry : found->second)
    if (entry.from == range.from && entry.to == range.to) return Amount{entry.e4};
  return std::nullopt;
}

}  // namespace dealbell::core
