#include "core/boards/wall/tiles.hpp"

#include <algorithm>

#include "core/boards/tile_fields.hpp"
#include "core/queries/measure_evaluator.hpp"

namespace dealbell::core {

// The main figure: won so far, target, and pace.
Tile hero_tile(const WallContext& s) {
  const auto value = s.money({}, s.range());
  const auto won = totals(s.sales, Base::won, {}, s.range());
  const auto target = target_of(s);
  const auto basis = basis_of(s);

  Tile tile;
  auto& meta = tile.meta;
  meta[field::value] = s.value(value);
  meta[field::n] = won.all.n;
  meta[field::unpriced] = won.all.n - won.priced.n;
  meta[field::target] = s.value(target);
  meta[field::to_go] =
      s.value(target && value ? std::optional(std::max<Sum>(0, *target - *value)) : std::nullopt);
  meta[field::days_left] =
      std::int64_t{s.sales.calendar().working_days(s.today + std::chrono::days{1}, s.period.to)};
  meta[field::basis] = basis.kind == Basis::none       ? Value{}
                       : basis.kind == Basis::previous ? Value{std::string("previous")}
                                                       : Value{std::string("target")};
  meta[field::basis_label] = basis.kind == Basis::none ? Value{} : Value{basis.label};
  meta[field::basis_value] = s.value(basis.value);
  meta[field::pace] =
      s.value(basis.value && value ? std::optional(*value - *basis.value) : std::nullopt);
  return tile;
}

}  // namespace dealbell::core
