#include "core/boards/wall/tiles.hpp"

#include <algorithm>

#include "core/boards/tile_fields.hpp"

namespace dealbell::core {

// The ranking of teams in this period.
Tile teams_tile(const WallContext& context) {
  constexpr std::size_t rows_max = 6;
  struct Team {
    Name id;
    Sum value;
    std::int64_t n;
    std::string name;
  };
  std::vector<Team> teams;
  for (const auto id : context.sales.cube().values(Dimension::team)) {
    if (id == no_name) continue;
    const Slice slice{{}, {{Dimension::team, id}}};
    const auto n = context.count(Base::won, slice, context.range());
    const auto value = context.money(slice, context.range()).value_or(0);
    if (n > 0 || value != 0)
      teams.push_back({id, value, n, std::string(context.sales.directory().team_name(id))});
  }
  std::sort(teams.begin(), teams.end(), [](const Team& a, const Team& b) {
    return a.value != b.value ? a.value > b.value : a.name < b.name;
  });
  Tile tile;
  for (std::size_t i = 0; i < std::min(teams.size(), rows_max); ++i)
    tile.rows.emplace(context.sales.names().text(teams[i].id),
                      Row{{field::pos, static_cast<std::int64_t>(i) + 1},
                          {field::name, teams[i].name},
                          {field::value, context.text(teams[i].value)},
                          {field::n, teams[i].n}});
  tile.meta[field::of] = static_cast<std::int64_t>(teams.size());
  return tile;
}

}  // namespace dealbell::core
