#include "core/summing.hpp"

#include <algorithm>

#include "core/quota.hpp"
#include "core/scan.hpp"

namespace dealbell::core {
namespace {

// About 0.2 s of work: beyond it the floor would keep walls waiting.
constexpr std::size_t scan_max = 200'000;

bool held_by_cube(const Scope& scope) {
  return scope.values.empty() || (scope.values.size() == 1 && in_cube(scope.values[0].first));
}

Slice slice_of(const Scope& scope) {
  return {scope.person, scope.values.empty() ? std::nullopt : std::optional(scope.values[0])};
}

// What the scope leaves of a contribution: its amount, or nothing.
std::optional<std::int64_t> part_of(const Contribution& c, const Scope& scope) {
  std::optional<Name> team;
  for (const auto& [dimension, value] : scope.values) {
    if (dimension == Dimension::team)
      team = value;
    else if (c.dimensions[static_cast<std::size_t>(dimension)] != value)
      return std::nullopt;
  }
  if (!scope.person && !team) return c.amount_e4;
  std::optional<std::int64_t> amount;
  for (const auto& credit : c.credits) {
    if (scope.person && credit.person != *scope.person) continue;
    if (team && credit.team != *team) continue;
    if (!scope.person && credit.role == Role::overlay) continue;
    amount = amount.value_or(0) + credit.amount_e4;
  }
  return amount;
}

// The groups a contribution counts in: each person or team once, or its one value.
std::vector<Name> values_of(const Contribution& c, GroupBy by) {
  if (by && *by != Dimension::team) return {c.dimensions[static_cast<std::size_t>(*by)]};
  std::vector<Name> values;
  for (const auto& credit : c.credits) values.push_back(by ? credit.team : credit.person);
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  return values;
}

std::optional<Amount> quota_of(const Floor& floor, const Scope& scope, const Range& range) {
  Subject subject;
  if (scope.person == no_name) return std::nullopt;  // nobody's deals have nobody's quota
  if (scope.person) subject.person = floor.names().text(*scope.person);
  for (const auto& [dimension, value] : scope.values) {
    if (dimension != Dimension::team || scope.person || value == no_name) return std::nullopt;
    subject.team = floor.names().text(value);
  }
  return quota_for(floor.org(), floor.calendar(), "won_amount", subject, range);
}

}  // namespace

Scope narrowed(Scope scope, GroupBy by, Name value) {
  if (by)
    scope.values.push_back({*by, value});
  else
    scope.person = value;
  return scope;
}

Summing::Summing(const Floor& floor, Base money) : floor_(floor) {
  const auto currencies = floor.currencies_of(money);
  if (!floor.org().currency.empty())
    currency_ = floor.names().find(floor.org().currency);
  else if (currencies.size() == 1)
    currency_ = currencies.front();
  mixed_ = floor.org().currency.empty() && currencies.size() > 1;
}

bool Summing::too_wide() const { return scanned_ > scan_max; }

Totals Summing::from_cube(Base base, const Slice& slice, const Range& range) const {
  Totals result;
  for (const auto currency : floor_.cube().currencies()) {
    const auto cell = floor_.cube().sum(base, currency, slice, range);
    result.n += cell.n;
    if (currency == currency_ && currency != no_name) result.priced += cell;
  }
  return result;
}

Totals Summing::by_scanning(Base base, const Scope& scope, const Range& range) {
  Totals result;
  scan(floor_, base, range, [&](Floor::Ref, const Contribution& c) {
    if (++scanned_ > scan_max) return false;
    if (const auto amount = part_of(c, scope)) count(result, c, *amount);
    return true;
  });
  return result;
}

void Summing::count(Totals& totals, const Contribution& c, std::int64_t amount) const {
  ++totals.n;
  if (c.currency == currency_ && currency_ != no_name) totals.priced += {amount, 1};
}

std::map<Name, Totals> Summing::groups_by_scanning(Base base, GroupBy by, const Scope& scope,
                                                   const Range& range) {
  std::map<Name, Totals> groups;
  scan(floor_, base, range, [&](Floor::Ref, const Contribution& c) {
    if (++scanned_ > scan_max) return false;
    for (const auto value : values_of(c, by))
      if (const auto amount = part_of(c, narrowed(scope, by, value)))
        count(groups[value], c, *amount);
    return true;
  });
  return groups;
}

Totals Summing::totals(Base base, const Scope& scope, const Range& range) {
  auto result = held_by_cube(scope) ? from_cube(base, slice_of(scope), range)
                                    : by_scanning(base, scope, range);
  result.mixed = mixed_;
  return result;
}

Figure Summing::figure(const Measure& measure, const Scope& scope, const Range& range) {
  return measure.ask({[&](Base base) { return totals(base, scope, range); },
                      [&] { return quota_of(floor_, scope, range); }});
}

std::vector<std::pair<Name, Figure>> Summing::figures(const Measure& measure, GroupBy by,
                                                      const std::vector<Name>& values,
                                                      const Scope& scope, const Range& range) {
  std::map<Base, std::map<Name, Totals>> scanned;
  const auto of_group = [&](Base base, Name value) {
    auto groups = scanned.find(base);
    if (groups == scanned.end())
      groups = scanned.emplace(base, groups_by_scanning(base, by, scope, range)).first;
    auto result = groups->second[value];
    result.mixed = mixed_;
    return result;
  };
  std::vector<std::pair<Name, Figure>> rows;
  for (const auto value : values) {
    const auto mine = narrowed(scope, by, value);
    if (held_by_cube(mine))
      rows.emplace_back(value, figure(measure, mine, range));
    else
      rows.emplace_back(value, measure.ask({[&](Base base) { return of_group(base, value); },
                                            [&] { return quota_of(floor_, mine, range); }}));
  }
  return rows;
}

Totals totals(const Floor& floor, Base base, const Slice& slice, const Range& range) {
  Scope scope{slice.person, {}};
  if (slice.value) scope.values.push_back(*slice.value);
  return Summing(floor, base).totals(base, scope, range);
}

}  // namespace dealbell::core
