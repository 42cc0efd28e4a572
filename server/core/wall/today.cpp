#include <algorithm>

#include "core/scan.hpp"
#include "core/wall/scene.hpp"

namespace dealbell::core {

// What just happened: the newest wins of the office day.
Tile today_tile(const Scene& s) {
  constexpr std::size_t rows_max = 6;
  const Range day{s.today, s.today + std::chrono::days{1}};
  std::vector<WonDeal> wins;
  std::int64_t n = 0;
  scan(s.floor, Base::won, day, [&](Floor::Ref ref, const Contribution&) {
    ++n;
    if (auto won = won_deal(s, ref)) wins.push_back(*won);
    return wins.size() < 10'000;  // a day with more wins is an import; the newest few suffice
  });
  std::sort(wins.begin(), wins.end(), [&](const WonDeal& a, const WonDeal& b) {
    return a.at != b.at ? a.at > b.at : row_key(s, a.ref) < row_key(s, b.ref);
  });
  Tile tile;
  for (std::size_t i = 0; i < std::min(wins.size(), rows_max); ++i)
    tile.rows.emplace(row_key(s, wins[i].ref), Row{{"pos", static_cast<std::int64_t>(i) + 1},
                                                   {"name", s.name(wins[i].person)},
                                                   {"short", s.short_name(wins[i].person)},
                                                   {"value", s.value(wins[i].amount)},
                                                   {"at", to_ms(wins[i].at)}});
  tile.meta["n"] = n;
  tile.meta["value"] = s.value(s.money({}, day));
  return tile;
}

}  // namespace dealbell::core
