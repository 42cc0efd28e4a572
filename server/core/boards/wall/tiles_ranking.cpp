#include <algorithm>

#include "core/boards/wall/wall_context.hpp"

namespace dealbell::core {
namespace {

constexpr std::size_t people_max = 8;  // what can be read from across a room

// Positions at the start of the office day of the same people, so that the changes are a
// permutation.
std::map<Name, int> start_of_day(const WallContext& s, const std::vector<Standing>& now) {
  auto then = now;
  for (auto& standing : then)
    standing.value = s.money({standing.person, {}}, {s.period.from, s.today}).value_or(0);
  // Stable: who had the same stays in today's order and so has not moved.
  std::stable_sort(then.begin(), then.end(),
                   [](const Standing& a, const Standing& b) { return a.value > b.value; });
  std::map<Name, int> positions;
  for (std::size_t i = 0; i < then.size(); ++i) positions[then[i].person] = static_cast<int>(i) + 1;
  return positions;
}

// Better than each of at least three earlier months with sales, two years back.
bool best_period(const WallContext& s, const Standing& standing) {
  if (standing.value <= 0) return false;
  int with_sales = 0;
  auto period = s.last;
  for (int i = 0; i < 24; ++i, period = s.sales.calendar().previous(period)) {
    const auto value = s.money({standing.person, {}}, {period.from, period.to}).value_or(0);
    if (value >= standing.value) return false;
    with_sales += value > 0;
  }
  return with_sales >= 3;
}

}  // namespace

// Who is where?
Tile ranking_tile(const WallContext& s) {
  const auto people = standings(s, s.range());
  const auto before = start_of_day(s, people);
  const auto week = s.sales.calendar().period_of(PeriodKind::week, s.today);
  Tile tile;
  for (std::size_t i = 0; i < std::min(people.size(), people_max); ++i) {
    const auto& p = people[i];
    const auto week_n = s.count(Base::won, {p.person, {}}, {week.from, week.to});
    Row row;
    row["pos"] = std::int64_t{p.pos};
    row["rank"] = p.value == 0 ? Value{} : Value{std::int64_t{p.rank}};
    row["name"] = s.name(p.person);
    row["short"] = s.short_name(p.person);
    row["value"] = s.value(s.money({p.person, {}}, s.range()));
    row["n"] = p.n;
    row["rise"] = std::int64_t{before.at(p.person) - p.pos};
    row["gap"] = i == 0 ? Value{} : Value{s.text(people[i - 1].value - p.value)};
    row["gap_rank"] = i == 0 ? Value{} : Value{std::int64_t{people[i - 1].rank}};
    row["week_n"] = week_n;
    row["note"] = best_period(s, p) ? Value{std::string("best_period")}
                  : week_n >= 2     ? Value{std::string("wins_week")}
                                    : Value{};
    tile.rows.emplace(s.sales.names().text(p.person), std::move(row));
  }
  tile.meta["of"] = static_cast<std::int64_t>(people.size());
  tile.meta["label"] = "Won in " + s.sales.calendar().label(s.period);
  return tile;
}

Tile podium_tile(const WallContext& s) {
  const auto people = standings(s, s.last_range());
  Tile tile;
  for (const auto& p : people) {
    if (p.pos > 3 || p.value <= 0) break;
    tile.rows.emplace(s.sales.names().text(p.person), Row{{"pos", std::int64_t{p.pos}},
                                                          {"name", s.name(p.person)},
                                                          {"short", s.short_name(p.person)},
                                                          {"value", s.text(p.value)}});
  }
  tile.meta["label"] = s.sales.calendar().label(s.last);
  tile.meta["total"] = s.value(s.money({}, s.last_range()));
  return tile;
}

}  // namespace dealbell::core
