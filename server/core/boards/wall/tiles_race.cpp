#include "core/boards/wall/tiles.hpp"

#include "core/boards/tile_fields.hpp"

namespace dealbell::core {
namespace {

// Won by the end of the k-th working day, including free days before the next one.
std::optional<Sum> won_by(const WallContext& s, const Period& period, int k) {
  const auto until = s.sales.calendar().nth_working_day(period.from, k);
  return s.money({}, {period.from, std::min(until, period.to)});
}

}  // namespace

// The period as a race against the basis: one point per working day.
Tile race_tile(const WallContext& s) {
  const auto basis = basis_of(s);
  const auto target = target_of(s);
  Tile tile;
  for (int k = 0; k <= s.working_days; ++k) {
    Row row;
    row[field::pos] = std::int64_t{k};
    row[field::this_period] = k <= s.days_done ? s.value(won_by(s, s.period, k)) : Value{};
    if (basis.kind == Basis::previous) {
      // The final point is the whole previous period, even if it had more working days.
      const auto last = k == s.working_days ? s.money({}, s.last_range()) : won_by(s, s.last, k);
      row[field::last] = s.value(last);
    } else if (basis.kind == Basis::target) {
      row[field::last] = s.value(*target * k / s.working_days);
    } else {
      row[field::last] = Value{};
    }
    tile.rows.emplace(std::to_string(k), std::move(row));
  }
  auto& meta = tile.meta;
  meta[field::now_x] = s.progress;
  meta[field::now_this] = s.value(s.money({}, s.range()));
  meta[field::now_last] = s.value(basis.value);
  meta[field::days] = std::int64_t{s.working_days};
  meta[field::label_last] = basis.kind == Basis::none ? Value{} : Value{basis.label};
  meta[field::target] = s.value(target);
  return tile;
}

}  // namespace dealbell::core
