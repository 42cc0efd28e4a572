#include "core/boards/wall/tiles.hpp"

#include <algorithm>

#include "core/boards/tile_fields.hpp"
#include "core/measures/measure.hpp"

namespace dealbell::core {
namespace {

constexpr std::size_t people_max = 8;  // can be read from across a room

// The positions of the same people at the start of the office day, so that changes are a
// permutation.
std::map<Name, int> start_of_day(const WallContext& context, const std::vector<Standing>& now) {
  auto then = now;
  for (auto& standing : then)
    standing.value =
        context.money({standing.person, {}}, {context.period.from, context.today}).value_or(0);
  // Stable: people with equal values keep today's order and count as not moved.
  std::stable_sort(then.begin(), then.end(),
                   [](const Standing& a, const Standing& b) { return a.value > b.value; });
  std::map<Name, int> positions;
  for (std::size_t i = 0; i < then.size(); ++i) positions[then[i].person] = static_cast<int>(i) + 1;
  return positions;
}

// Whether this month is better than every month of the last two years, at least three of which had
// sales.
bool best_period(const WallContext& context, const Standing& standing) {
  if (standing.value <= 0) return false;
  int with_sales = 0;
  auto period = context.last;
  for (int i = 0; i < 24; ++i, period = context.sales.calendar().previous(period)) {
    const auto value = context.money({standing.person, {}}, {period.from, period.to}).value_or(0);
    if (value >= standing.value) return false;
    with_sales += value > 0;
  }
  return with_sales >= 3;
}

}  // namespace

// The ranking of people in this period.
Tile ranking_tile(const WallContext& context) {
  const auto people = standings(context, context.range());
  const auto before = start_of_day(context, people);
  const auto week = context.sales.calendar().period_of(PeriodKind::week, context.today);
  Tile tile;
  for (std::size_t i = 0; i < std::min(people.size(), people_max); ++i) {
    const auto& p = people[i];
    const auto week_n = context.count(Base::won, {p.person, {}}, {week.from, week.to});
    Row row;
    row[field::pos] = std::int64_t{p.pos};
    row[field::rank] = p.value == 0 ? Value{} : Value{std::int64_t{p.rank}};
    row[field::name] = context.name(p.person);
    row[field::short_name] = context.short_name(p.person);
    row[field::value] = context.value(context.money({p.person, {}}, context.range()));
    row[field::n] = p.n;
    row[field::rise] = std::int64_t{before.at(p.person) - p.pos};
    row[field::gap] = i == 0 ? Value{} : Value{context.text(people[i - 1].value - p.value)};
    row[field::gap_rank] = i == 0 ? Value{} : Value{std::int64_t{people[i - 1].rank}};
    row[field::week_n] = week_n;
    row[field::note] = best_period(context, p) ? Value{std::string("best_period")}
                       : week_n >= 2           ? Value{std::string("wins_week")}
                                               : Value{};
    tile.rows.emplace(context.sales.names().text(p.person), std::move(row));
  }
  tile.meta[field::of] = static_cast<std::int64_t>(people.size());
  tile.meta[field::label] = "Won in " + context.sales.calendar().label(context.period);
  return tile;
}

// The first three of the previous period, or of the newest of two years that somebody won something
// in, so that the wall of an old import has a podium too.
Tile podium_tile(const WallContext& context) {
  const auto& calendar = context.sales.calendar();
  auto period = context.last;
  auto people = standings(context, context.last_range());
  const auto nobody = [&] { return people.empty() || people.front().value <= 0; };
  for (int back = 1; back < 24 && nobody(); ++back) {
    const auto earlier = calendar.previous(period);
    if (context.count(Base::won, {}, {dated().from, period.from}) == 0) break;
    period = earlier;
    people = standings(context, {period.from, period.to});
  }
  if (nobody()) period = context.last;
  Tile tile;
  for (const auto& p : people) {
    if (p.pos > 3 || p.value <= 0) break;
    tile.rows.emplace(context.sales.names().text(p.person),
                      Row{{field::pos, std::int64_t{p.pos}},
                          {field::name, context.name(p.person)},
                          {field::short_name, context.short_name(p.person)},
                          {field::value, context.text(p.value)}});
  }
  const auto year = calendar.label(calendar.period_of(PeriodKind::year, period.from));
  const bool same_year =
      year == calendar.label(calendar.period_of(PeriodKind::year, context.today));
  const bool recent = same_year || period.from == context.last.from;
  tile.meta[field::label] = calendar.label(period) + (recent ? "" : " " + year);
  tile.meta[field::total] = context.value(context.money({}, {period.from, period.to}));
  return tile;
}

}  // namespace dealbell::core
