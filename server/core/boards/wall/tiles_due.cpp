#include "core/boards/wall/tiles.hpp"

#include "core/boards/tile_fields.hpp"
#include "core/queries/measure_evaluator.hpp"

namespace dealbell::core {

// What is due in the period: expected closes, and activities.
Tile due_tile(const WallContext& s) {
  const auto open = totals(s.sales, Base::open, {}, s.range());
  const auto activities = [&](const Range& range) { return s.count(Base::activity, {}, range); };
  Tile tile;
  tile.meta[field::open_n] = open.all.n;
  tile.meta[field::open_amount] =
      open.mixed || s.currency == no_name ? Value{} : Value{s.text(open.priced.amount_e4)};
  tile.meta[field::activities] = activities(s.range());
  tile.meta[field::activities_today] = activities({s.today, s.today + std::chrono::days{1}});
  return tile;
}

}  // namespace dealbell::core
