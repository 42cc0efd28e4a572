#include "core/state/scope.hpp"

#include <algorithm>

namespace dealbell::core {

Scope narrowed(Scope scope, GroupBy by, Name value) {
  if (by)
    scope.values.push_back({*by, value});
  else
    scope.person = value;
  return scope;
}

bool in_cube(Base base, const Scope& scope) {
  if (base == Base::entered || scope.values.size() > 1) return false;
  return scope.values.empty() || in_cube(base, scope.values[0].first);
}

Slice slice_of(const Scope& scope) {
  return {scope.person, scope.values.empty() ? std::nullopt : std::optional(scope.values[0])};
}

std::optional<Cell> part_of(const Contribution& c, const Scope& scope, const TeamTree& teams) {
  std::vector<Name> wanted_teams;
  for (const auto& [dimension, value] : scope.values) {
    if (dimension == Dimension::team)
      wanted_teams.push_back(value);
    else if (c.dimensions[static_cast<std::size_t>(dimension)] != value)
      return std::nullopt;
  }
  if (!scope.person && wanted_teams.empty()) return Cell{c.amount_e4, c.extra, c.n, c.extra_n};
  std::optional<Cell> part;
  for (const auto& credit : c.credits) {
    if (scope.person && credit.person != *scope.person) continue;
    if (!scope.person && credit.role == Role::overlay) continue;
    if (!std::all_of(wanted_teams.begin(), wanted_teams.end(),
                     [&](Name team) { return teams.within(credit.team, team); }))
      continue;
    // Amounts of several credits are added up; the deal itself counts once.
    if (!part)
      part = Cell{credit.amount_e4, credit.extra, c.n, c.extra_n};
    else
      *part += Cell{credit.amount_e4, c.base == Base::open ? credit.extra : 0, 0, 0};
  }
  return part;
}

std::vector<Name> values_of(const Contribution& c, GroupBy by, const TeamTree& teams) {
  if (by && *by != Dimension::team) return {c.dimensions[static_cast<std::size_t>(*by)]};
  std::vector<Name> values;
  for (const auto& credit : c.credits) {
    if (!by)
      values.push_back(credit.person);
    else
      teams.up(credit.team, [&](Name team) { values.push_back(team); });
  }
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  return values;
}

}  // namespace dealbell::core
