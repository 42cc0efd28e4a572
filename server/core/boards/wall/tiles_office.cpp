#include <algorithm>

#include "core/boards/wall/wall_context.hpp"

namespace dealbell::core {

namespace {

// When anything was last heard, to five seconds: a board that is still otherwise must not tick.
Value newest(const SalesState& sales) {
  constexpr std::int64_t step_ms = 5'000;
  std::int64_t latest = 0;
  for (const auto& [source, heard] : sales.last_received()) latest = std::max(latest, to_ms(heard));
  if (latest == 0) return std::monostate{};
  return latest - latest % step_ms;
}

}  // namespace

Tile office_tile(const WallContext& s, bool demo) {
  const auto& org = s.sales.org();
  Tile tile;
  auto& meta = tile.meta;
  meta["name"] = org.name.empty() ? std::string("Dealbell") : org.name;
  meta["demo"] = demo;
  meta["zone"] = s.sales.calendar().zone();
  meta["utc_offset_s"] = std::int64_t{s.sales.calendar().utc_offset(s.now).count()};
  meta["currency"] = s.currency == no_name ? Value{} : Value{s.sales.names().text(s.currency)};
  meta["day"] = format_day(s.today);
  meta["period"] = s.sales.calendar().key(s.period);
  meta["period_label"] = s.sales.calendar().label(s.period);
  meta["period_start"] = format_day(s.period.from);
  meta["period_end"] = format_day(s.period.to);
  meta["day_n"] = std::int64_t{s.days_done + (s.sales.calendar().is_working_day(s.today) ? 1 : 0)};
  meta["day_m"] = std::int64_t{s.working_days};
  const bool empty = s.sales.deal_count() == 0;
  meta["state"] = std::string(empty ? "empty" : s.opening ? "opening" : "running");
  meta["needs_setup"] = org.currency.empty() ? Value{std::string("currency")} : Value{};

  meta["newest"] = newest(s.sales);

  std::int64_t strangers = 0;
  Sum held_back = 0;
  for (const auto person : s.sales.cube().people()) {
    if (person == no_name || s.sales.directory().known(person)) continue;
    ++strangers;
    held_back += s.money({person, {}}, s.range()).value_or(0);
  }
  meta["needs_mapping"] = strangers;
  meta["needs_mapping_amount"] = s.text(held_back);
  return tile;
}

}  // namespace dealbell::core
