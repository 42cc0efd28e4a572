#include "core/boards/wall/tiles.hpp"

#include "core/boards/tile_fields.hpp"
#include "core/queries/measure_evaluator.hpp"

namespace dealbell::core {

// What is due in the period: expected closes, and activities.
Tile due_tile(const WallContext& context) {
  const auto open = totals(context.sales, Base::open, {}, context.range());
  const auto activities = [&](const Range& range) {
    return context.count(Base::activity, {}, range);
  };
  Tile tile;
  tile.meta[field::open_n] = open.all.n;
  tile.meta[field::open_amount] = open.mixed || context.currency == no_name
                                      ? Value{}
                                      : Value{context.text(open.priced.amount_e4)};
  tile.meta[field::activities] = activities(context.range());
  tile.meta[field::activities_today] =
      activities({context.today, context.today + std::chrono::days{1}});
  return tile;
}

}  // namespace dealbell::core
