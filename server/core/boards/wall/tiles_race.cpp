#include "core/boards/wall/wall_context.hpp"

namespace dealbell::core {
namespace {

// What was won by the end of the k-th working day, free days before the next one included.
std::optional<Sum> won_by(const WallContext& s, const Period& period, int k) {
  const auto until = s.sales.calendar().nth_working_day(period.from, k);
  return s.money({}, {period.from, std::min(until, period.to)});
}

}  // namespace

// The period as a race against the basis: one point per working day done.
Tile race_tile(const WallContext& s) {
  const auto basis = basis_of(s);
  const auto target = target_of(s);
  Tile tile;
  for (int k = 0; k <= s.working_days; ++k) {
    Row row;
    row["pos"] = std::int64_t{k};
    row["this"] = k <= s.days_done ? s.value(won_by(s, s.period, k)) : Value{};
    if (basis.kind == Basis::previous) {
      // The last point is the whole last period, also when that had more working days.
      const auto last = k == s.working_days ? s.money({}, s.last_range()) : won_by(s, s.last, k);
      row["last"] = s.value(last);
    } else if (basis.kind == Basis::target) {
      row["last"] = s.value(*target * k / s.working_days);
    } else {
      row["last"] = Value{};
    }
    tile.rows.emplace(std::to_string(k), std::move(row));
  }
  auto& meta = tile.meta;
  meta["now_x"] = s.progress;
  meta["now_this"] = s.value(s.money({}, s.range()));
  meta["now_last"] = s.value(basis.value);
  meta["days"] = std::int64_t{s.working_days};
  meta["label_last"] = basis.kind == Basis::none ? Value{} : Value{basis.label};
  meta["target"] = s.value(target);
  return tile;
}

}  // namespace dealbell::core
