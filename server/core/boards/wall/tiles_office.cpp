#include "core/boards/wall/tiles.hpp"

#include <algorithm>

#include "core/boards/tile_fields.hpp"

namespace dealbell::core {
namespace {

// When the last event was received, in steps of 5 s, so that a board does not change more often
// only because of it.
Value newest(const SalesState& sales) {
  constexpr std::int64_t step_ms = 5'000;
  std::int64_t latest = 0;
  for (const auto& [source, received_at] : sales.last_received())
    latest = std::max(latest, to_ms(received_at));
  if (latest == 0) return std::monostate{};
  return latest - latest % step_ms;
}

}  // namespace

Tile office_tile(const WallContext& context, bool demo) {
  const auto& org = context.sales.org();
  Tile tile;
  auto& meta = tile.meta;
  meta[field::name] = org.name.empty() ? std::string("Dealbell") : org.name;
  meta[field::demo] = demo;
  meta[field::zone] = context.sales.calendar().zone();
  meta[field::utc_offset_s] =
      std::int64_t{context.sales.calendar().utc_offset(context.now).count()};
  meta[field::currency] =
      context.currency == no_name ? Value{} : Value{context.sales.names().text(context.currency)};
  meta[field::day] = format_day(context.today);
  meta[field::period] = context.sales.calendar().key(context.period);
  meta[field::period_label] = context.sales.calendar().label(context.period);
  meta[field::period_start] = format_day(context.period.from);
  meta[field::period_end] = format_day(context.period.to);
  meta[field::day_n] = std::int64_t{
      context.days_done + (context.sales.calendar().is_working_day(context.today) ? 1 : 0)};
  meta[field::day_m] = std::int64_t{context.working_days};
  const bool empty = context.sales.deal_count() == 0;
  meta[field::state] = std::string(empty ? "empty" : context.opening ? "opening" : "running");
  meta[field::needs_setup] = org.currency.empty() ? Value{std::string("currency")} : Value{};

  meta[field::newest] = newest(context.sales);

  std::int64_t unmapped = 0;
  Sum held_back = 0;
  for (const auto person : context.sales.cube().people()) {
    if (person == no_name || context.sales.directory().known(person)) continue;
    ++unmapped;
    held_back += context.money({person, {}}, context.range()).value_or(0);
  }
  meta[field::needs_mapping] = unmapped;
  meta[field::needs_mapping_amount] = context.text(held_back);
  return tile;
}

}  // namespace dealbell::core
