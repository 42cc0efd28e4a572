#include "core/boards/wall/tiles.hpp"

#include "core/boards/tile_fields.hpp"

namespace dealbell::core {
namespace {

// Won by the end of the k-th working day, including free days before the next one.
std::optional<Sum> won_by(const WallContext& context, const Period& period, int k) {
  const auto until = context.sales.calendar().nth_working_day(period.from, k);
  return context.money({}, {period.from, std::min(until, period.to)});
}

}  // namespace

// The period as a race against the basis: one point per working day.
Tile race_tile(const WallContext& context) {
  const auto basis = basis_of(context);
  const auto target = target_of(context);
  Tile tile;
  for (int k = 0; k <= context.working_days; ++k) {
    Row row;
    row[field::pos] = std::int64_t{k};
    row[field::this_period] =
        k <= context.days_done ? context.value(won_by(context, context.period, k)) : Value{};
    if (basis.kind == Basis::previous) {
      // The final point is the whole previous period, even if it had more working days.
      const auto last = k == context.working_days ? context.money({}, context.last_range())
                                                  : won_by(context, context.last, k);
      row[field::last] = context.value(last);
    } else if (basis.kind == Basis::target) {
      row[field::last] = context.value(*target * k / context.working_days);
    } else {
      row[field::last] = Value{};
    }
    tile.rows.emplace(std::to_string(k), std::move(row));
  }
  auto& meta = tile.meta;
  meta[field::now_x] = context.progress;
  meta[field::now_this] = context.value(context.money({}, context.range()));
  meta[field::now_last] = context.value(basis.value);
  meta[field::days] = std::int64_t{context.working_days};
  meta[field::label_last] = basis.kind == Basis::none ? Value{} : Value{basis.label};
  meta[field::target] = context.value(target);
  return tile;
}

}  // namespace dealbell::core
