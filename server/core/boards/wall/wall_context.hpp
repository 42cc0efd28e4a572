#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/boards/board.hpp"
#include "core/calendar/calendar.hpp"
#include "core/state/sales_state.hpp"

namespace dealbell::core {

// What every tile of the wall looks at: the same now, the same period, the same basis of
// comparison.
struct WallContext {
  const SalesState& sales;
  Instant now;   // for what lives by the second: moments
  Instant pace;  // now, cut to a quarter of an hour: lines and marks do not creep
  Day today;
  Period period, last;
  Name currency = no_name;
  int working_days = 0;  // of the period
  int days_done = 0;     // of them before today
  double progress = 0;   // working days done, with the fraction of today
  bool opening = false;  // before a tenth of the period: too early for pace

  WallContext(const SalesState& sales, Instant now);

  Range range() const { return {period.from, period.to}; }
  Range last_range() const { return {last.from, last.to}; }
  // Won less refunded; nullopt while the currency is not known, and for wins none of which is
  // priced.
  std::optional<Sum> money(const Slice& slice, const Range& range) const;
  std::int64_t count(Base base, const Slice& slice, const Range& range) const;
  std::string text(Sum e4) const;
  Value value(const std::optional<Sum>& e4) const;

  // The shortest form of a person's name that nobody else in the office shares.
  const std::string& short_name(Name person) const;
  std::string name(Name person) const { return std::string(sales.directory().person_name(person)); }

 private:
  mutable std::optional<std::map<Name, std::string>> short_names_;  // made when first asked for
};

// Where we should be by now, and by what measure. Sentence, mark and chart all use this one.
struct Basis {
  enum Kind { none, previous, target } kind = none;
  std::optional<Sum> value;
  std::string label;
};
Basis basis_of(const WallContext& context);
std::optional<Sum> target_of(const WallContext& context);

// What a person has in a range, and where that puts them. `pos` is unique (ties by name, then id),
// ranks are shared by ties and the next is skipped.
struct Standing {
  Name person = no_name;
  Sum value = 0;
  std::int64_t n = 0;
  int pos = 0;
  int rank = 0;
};
std::vector<Standing> standings(const WallContext& context, const Range& range);
int rank_with(const std::vector<Standing>& standings, Name person, Sum value);

// A deal as one line: whose, what for, since when.
struct WonDeal {
  SalesState::Ref ref;
  Name person = no_name;      // the largest revenue credit
  std::optional<Sum> amount;  // nullopt when not priced in the office's currency
  Instant at;
};
std::optional<WonDeal> won_deal(const WallContext& context, SalesState::Ref ref);
std::string row_key(const WallContext& context, SalesState::Ref ref);

// A win to celebrate: a deal's first, by a known person, priced and positive, told within a quarter
// of an hour, not from an import, a merge or a bulk edit, not taken back since, and not suspected
// to be another source's win once more. Judged by the event of that win which reached us first, so
// that a late repeat of it is no second party; nullopt unless that was later than `after`.
struct Moment {
  WonDeal won;
  Instant received_at;
};
std::optional<Moment> moment_of(const WallContext& context, SalesState::Ref ref, Instant after);

Tile office_tile(const WallContext& context, bool demo);
Tile hero_tile(const WallContext& context);
Tile race_tile(const WallContext& context);
Tile ranking_tile(const WallContext& context);
Tile teams_tile(const WallContext& context);
Tile podium_tile(const WallContext& context);
Tile due_tile(const WallContext& context);
Tile today_tile(const WallContext& context);
// `changes_at` moves to the end of the first moment to go.
Tile moments_tile(const WallContext& context, Instant& changes_at);

}  // namespace dealbell::core
