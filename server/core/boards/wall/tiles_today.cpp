#include <algorithm>

#include "core/boards/wall/wall_context.hpp"

namespace dealbell::core {

namespace {

constexpr std::size_t wins_max = 6;

// The newest wins of the office day. Wins of one instant stand by their keys, whoever told us
// first; there may be many, as an import knows only days, but beyond a thousand any will do.
std::vector<WonDeal> newest_wins(const WallContext& s) {
  constexpr std::size_t seen_max = 1'000;
  const auto& calendar = s.sales.calendar();
  const auto from = calendar.start_of(s.today);
  const auto to = calendar.start_of(s.today + std::chrono::days{1});
  const auto& index = s.sales.wins_by_time();
  std::vector<WonDeal> wins;
  auto at = index.lower_bound({to, 0});
  while (at != index.begin() && wins.size() < seen_max) {
    const auto& [when, ref] = *--at;
    if (when < from || (wins.size() >= wins_max && when != wins.back().at)) break;
    if (auto won = won_deal(s, ref)) wins.push_back(*won);
  }
  std::sort(wins.begin(), wins.end(), [&](const WonDeal& a, const WonDeal& b) {
    return a.at != b.at ? a.at > b.at : row_key(s, a.ref) < row_key(s, b.ref);
  });
  if (wins.size() > wins_max) wins.erase(wins.begin() + wins_max, wins.end());
  return wins;
}

}  // namespace

// What just happened?
Tile today_tile(const WallContext& s) {
  const Range day{s.today, s.today + std::chrono::days{1}};
  const auto wins = newest_wins(s);
  Tile tile;
  for (std::size_t i = 0; i < wins.size(); ++i)
    tile.rows.emplace(row_key(s, wins[i].ref), Row{{"pos", static_cast<std::int64_t>(i) + 1},
                                                   {"name", s.name(wins[i].person)},
                                                   {"short", s.short_name(wins[i].person)},
                                                   {"value", s.value(wins[i].amount)},
                                                   {"at", to_ms(wins[i].at)}});
  tile.meta["n"] = s.count(Base::won, {}, day);
  tile.meta["value"] = s.value(s.money({}, day));
  return tile;
}

}  // namespace dealbell::core
