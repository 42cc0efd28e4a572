#include "core/boards/wall/tiles.hpp"

#include "core/boards/tile_fields.hpp"
#include "core/queries/measure_evaluator.hpp"

namespace dealbell::core {

// What is known of the period before it has wins: expected closes in it, all open deals, those that
// should have closed by now, and activities. No value for activities if the office never had any.
Tile due_tile(const WallContext& context) {
  Tile tile;
  const auto open = [&](const Range& range, const char* n, const char* amount) {
    const auto sums = totals(context.sales, Base::open, {}, range);
    tile.meta[n] = sums.all.n;
    tile.meta[amount] = sums.mixed || context.currency == no_name
                            ? Value{}
                            : Value{context.text(sums.priced.amount_e4)};
  };
  open(context.range(), field::open_n, field::open_amount);
  open(Range::everything(), field::open_all_n, field::open_all_amount);
  open({dated().from, context.today}, field::overdue_n, field::overdue_amount);
  const bool any = context.count(Base::activity, {}, Range::everything()) > 0;
  const auto activities = [&](const Range& range) {
    return any ? Value{context.count(Base::activity, {}, range)} : Value{};
  };
  tile.meta[field::activities] = activities(context.range());
  tile.meta[field::activities_today] =
      activities({context.today, context.today + std::chrono::days{1}});
  return tile;
}

}  // namespace dealbell::core
