#include "core/boards/wall/tiles.hpp"

#include <algorithm>

#include "core/boards/tile_fields.hpp"

namespace dealbell::core {
namespace {

constexpr std::size_t wins_max = 6;

// The newest wins of the office day. Wins of the same instant are sorted by key, independent of the
// order of arrival. Imports that have only days may give many of these; beyond a thousand the
// choice is arbitrary.
std::vector<WonDeal> newest_wins(const WallContext& context) {
  constexpr std::size_t seen_max = 1'000;
  const auto& calendar = context.sales.calendar();
  const auto from = calendar.start_of(context.today);
  const auto to = calendar.start_of(context.today + std::chrono::days{1});
  const auto& index = context.sales.wins_by_time();
  std::vector<WonDeal> wins;
  auto at = index.lower_bound({to, 0});
  while (at != index.begin() && wins.size() < seen_max) {
    const auto& [when, ref] = *--at;
    if (when < from || (wins.size() >= wins_max && when != wins.back().at.at)) break;
    if (auto won = won_deal(context, ref)) wins.push_back(*won);
  }
  std::sort(wins.begin(), wins.end(), [&](const WonDeal& a, const WonDeal& b) {
    return a.at.at != b.at.at ? a.at.at > b.at.at
                              : row_key(context, a.ref) < row_key(context, b.ref);
  });
  if (wins.size() > wins_max) wins.erase(wins.begin() + wins_max, wins.end());
  return wins;
}

}  // namespace

// The newest wins of the day.
Tile today_tile(const WallContext& context) {
  const Range day{context.today, context.today + std::chrono::days{1}};
  const auto wins = newest_wins(context);
  Tile tile;
  for (std::size_t i = 0; i < wins.size(); ++i)
    tile.rows.emplace(row_key(context, wins[i].ref),
                      Row{{field::pos, static_cast<std::int64_t>(i) + 1},
                          {field::name, context.name(wins[i].person)},
                          {field::short_name, context.short_name(wins[i].person)},
                          {field::value, context.value(wins[i].amount)},
                          {field::at, context.shown_time(wins[i].at)}});
  tile.meta[field::n] = context.count(Base::won, {}, day);
  tile.meta[field::value] = context.value(context.money({}, day));
  return tile;
}

}  // namespace dealbell::core
