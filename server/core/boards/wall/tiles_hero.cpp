#include <algorithm>

#include "core/boards/wall/wall_context.hpp"
#include "core/queries/measure_evaluator.hpp"

namespace dealbell::core {

// Are we going to make it?
Tile hero_tile(const WallContext& s) {
  const auto value = s.money({}, s.range());
  const auto won = totals(s.sales, Base::won, {}, s.range());
  const auto target = target_of(s);
  const auto basis = basis_of(s);

  Tile tile;
  auto& meta = tile.meta;
  meta["value"] = s.value(value);
  meta["n"] = won.all.n;
  meta["unpriced"] = won.all.n - won.priced.n;
  meta["target"] = s.value(target);
  meta["to_go"] =
      s.value(target && value ? std::optional(std::max<Sum>(0, *target - *value)) : std::nullopt);
  meta["days_left"] =
      std::int64_t{s.sales.calendar().working_days(s.today + std::chrono::days{1}, s.period.to)};
  meta["basis"] = basis.kind == Basis::none       ? Value{}
                  : basis.kind == Basis::previous ? Value{std::string("previous")}
                                                  : Value{std::string("target")};
  meta["basis_label"] = basis.kind == Basis::none ? Value{} : Value{basis.label};
  meta["basis_value"] = s.value(basis.value);
  meta["pace"] =
      s.value(basis.value && value ? std::optional(*value - *basis.value) : std::nullopt);
  return tile;
}

}  // namespace dealbell::core
