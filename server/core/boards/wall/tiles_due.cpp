#include "core/boards/wall/wall_context.hpp"
#include "core/queries/measure_evaluator.hpp"

namespace dealbell::core {

// What the period still holds: expected closes, and how busy the office is.
Tile due_tile(const WallContext& s) {
  const auto open = totals(s.sales, Base::open, {}, s.range());
  const auto activities = [&](const Range& range) { return s.count(Base::activity, {}, range); };
  Tile tile;
  tile.meta["open_n"] = open.all.n;
  tile.meta["open_amount"] =
      open.mixed || s.currency == no_name ? Value{} : Value{s.text(open.priced.amount_e4)};
  tile.meta["activities"] = activities(s.range());
  tile.meta["activities_today"] = activities({s.today, s.today + std::chrono::days{1}});
  return tile;
}

}  // namespace dealbell::core
