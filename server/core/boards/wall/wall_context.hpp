#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/boards/board.hpp"
#include "core/calendar/calendar.hpp"
#include "core/counting/office_time.hpp"
#include "core/state/sales_state.hpp"

namespace dealbell::core {

// What all tiles of the wall have in common: time, period and currency. Refers to the state.
struct WallContext {
  const SalesState& sales;
  Instant now;   // to the millisecond, for moments
  Instant pace;  // start of the quarter-hour, so that lines and marks do not move continuously
  Day today;
  Period period, last;
  Name currency = no_name;
  int working_days = 0;  // of the period
  int days_done = 0;     // working days before today
  double progress = 0;   // working days passed, with the fraction of today
  bool opening = false;  // the first tenth of the period: too early for pace

  WallContext(const SalesState& sales, Instant now);

  Range range() const { return {period.from, period.to}; }
  Range last_range() const { return {last.from, last.to}; }
  // Won minus refunded; nullopt if the currency is unknown, or if there are wins and none is
  // priced.
  std::optional<Sum> money(const Slice& slice, const Range& in) const;
  std::int64_t count(Base base, const Slice& slice, const Range& in) const;
  std::string text(Sum e4) const;
  Value value(const std::optional<Sum>& e4) const;
  // No value for a time of which only the day is known.
  static Value shown_time(const OfficeTime& time);

  // The shortest form of a person's name that is unique in the office.
  const std::string& short_name(Name person) const;
  std::string name(Name person) const { return std::string(sales.directory().person_name(person)); }

 private:
  mutable std::optional<std::map<Name, std::string>> short_names_;  // computed on first use
};

// The value we should have reached by now, and what it is based on. Used by sentence, mark and
// chart.
struct Basis {
  enum Kind { none, previous, target } kind = none;
  std::optional<Sum> value;
  std::string label;
};
Basis basis_of(const WallContext& context);
std::optional<Sum> target_of(const WallContext& context);

// A person's result in a range and their place. `pos` is unique (ties are sorted by name, then id);
// ties share a rank and the next one is skipped.
struct Standing {
  Name person = no_name;
  Sum value = 0;
  std::int64_t n = 0;
  int pos = 0;
  int rank = 0;
};
std::vector<Standing> standings(const WallContext& context, const Range& range);
int rank_with(const std::vector<Standing>& standings, Name person, Sum value);

// A win as one line.
struct WonDeal {
  SalesState::Ref ref;
  Name person = no_name;      // the largest revenue credit
  std::optional<Sum> amount;  // nullopt when not priced in the office's currency
  OfficeTime at;
};
std::optional<WonDeal> won_deal(const WallContext& context, SalesState::Ref ref);
std::string row_key(const WallContext& context, SalesState::Ref ref);

}  // namespace dealbell::core
