#include "core/boards/wall/tiles.hpp"

#include <algorithm>

#include "core/boards/tile_fields.hpp"
#include "core/queries/measure_evaluator.hpp"

namespace dealbell::core {

// The main figure: won so far, target, and pace.
Tile hero_tile(const WallContext& context) {
  const auto value = context.money({}, context.range());
  const auto won = totals(context.sales, Base::won, {}, context.range());
  const auto target = target_of(context);
  const auto basis = basis_of(context);

  Tile tile;
  auto& meta = tile.meta;
  meta[field::value] = context.value(value);
  meta[field::n] = won.all.n;
  meta[field::unpriced] = won.all.n - won.priced.n;
  meta[field::target] = context.value(target);
  meta[field::to_go] = context.value(
      target && value ? std::optional(std::max<Sum>(0, *target - *value)) : std::nullopt);
  meta[field::days_left] = std::int64_t{context.sales.calendar().working_days(
      context.today + std::chrono::days{1}, context.period.to)};
  meta[field::basis] = basis.kind == Basis::none       ? Value{}
                       : basis.kind == Basis::previous ? Value{std::string("previous")}
                                                       : Value{std::string("target")};
  meta[field::basis_label] = basis.kind == Basis::none ? Value{} : Value{basis.label};
  meta[field::basis_value] = context.value(basis.value);
  meta[field::pace] =
      context.value(basis.value && value ? std::optional(*value - *basis.value) : std::nullopt);
  return tile;
}

}  // namespace dealbell::core
