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

Tile office_tile(const WallContext& s, bool demo) {
  const auto& org = s.sales.org();
  Tile tile;
  auto& meta = tile.meta;
  meta[field::name] = org.name.empty() ? std::string("Dealbell") : org.name;
  meta[field::demo] = demo;
  meta[field::zone] = s.sales.calendar().zone();
  meta[field::utc_offset_s] = std::int64_t{s.sales.calendar().utc_offset(s.now).count()};
  meta[field::currency] = s.currency == no_name ? Value{} : Value{s.sales.names().text(s.currency)};
  meta[field::day] = format_day(s.today);
  meta[field::period] = s.sales.calendar().key(s.period);
  meta[field::period_label] = s.sales.calendar().label(s.period);
  meta[field::period_start] = format_day(s.period.from);
  meta[field::period_end] = format_day(s.period.to);
  meta[field::day_n] =
      std::int64_t{s.days_done + (s.sales.calendar().is_working_day(s.today) ? 1 : 0)};
  meta[field::day_m] = std::int64_t{s.working_days};
  const bool empty = s.sales.deal_count() == 0;
  meta[field::state] = std::string(empty ? "empty" : s.opening ? "opening" : "running");
  meta[field::needs_setup] = org.currency.empty() ? Value{std::string("currency")} : Value{};

  meta[field::newest] = newest(s.sales);

  std::int64_t unmapped = 0;
  Sum held_back = 0;
  for (const auto person : s.sales.cube().people()) {
    if (person == no_name || s.sales.directory().known(person)) continue;
    ++unmapped;
    held_back += s.money({person, {}}, s.range()).value_or(0);
  }
  meta[field::needs_mapping] = unmapped;
  meta[field::needs_mapping_amount] = s.text(held_back);
  return tile;
}

}  // namespace dealbell::core
