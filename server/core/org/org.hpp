#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "core/calendar/calendar_rules.hpp"
#include "core/events/event.hpp"
#include "core/values/amount.hpp"

namespace dealbell::core {

// From a day (inclusive) to a day (exclusive); unbounded where absent.
struct Span {
  std::optional<Day> from, to;
  friend bool operator==(const Span&, const Span&) = default;
};

// A person's membership in a team.
struct Membership {
  std::string person;
  std::optional<Day> from, to;  // as in Span
  friend bool operator==(const Membership&, const Membership&) = default;
};

struct OrgPerson {
  std::string id;                    // used in rows and links
  std::string name;                  // shown on the wall
  std::vector<std::string> aliases;  // raw keys: "key" for any source or "source:key" for one
  Span employed{};                   // quotas are pro-rated to it
  std::vector<Span> leave{};         // no quota on these days
  // Share of the full quota in the first, second, … calendar month of employment, in
  // ten-thousandths of a percent; full after the last step. Empty: full from the start. Requires
  // employed.from.
  std::vector<std::int32_t> ramp_e4{};
  std::vector<std::string> emails{};  // keys for any source, compared without case
  friend bool operator==(const OrgPerson&, const OrgPerson&) = default;
};

struct OrgTeam {
  std::string id;
  std::string name;
  std::vector<Membership> members;
  std::string parent{};  // a team; empty at the top. Without cycles
  friend bool operator==(const OrgTeam&, const OrgTeam&) = default;
};

struct OrgProduct {
  std::string id;
  std::string name;
  std::vector<std::string> aliases;
  friend bool operator==(const OrgProduct&, const OrgProduct&) = default;
};

// A step of a pipeline.
struct OrgStage {
  std::string id;
  std::string name;
  std::vector<std::string> aliases;
  std::optional<std::int32_t> probability_e4;  // ten-thousandths of a percent
  std::optional<int> stuck_after_days;         // 1 to 3,650, in calendar days
  std::string forecast;                        // category of deals that do not name one
  // Status of deals in this stage whose events name none: open, won or lost; unknown if not set.
  DealStatus status = DealStatus::unknown;
  friend bool operator==(const OrgStage&, const OrgStage&) = default;
};

// A pipeline with its stages in order. Closed stages need not be listed if events name the status.
// A deal without a pipeline belongs to the first one.
struct OrgPipeline {
  std::string id;
  std::string name;
  std::vector<std::string> aliases;
  std::vector<OrgStage> stages;
  std::string authority{};  // the only source whose wins count here; empty: all sources
  friend bool operator==(const OrgPipeline&, const OrgPipeline&) = default;
};

// The admin's decision about two deals that may be the same sale.
struct OrgTwin {
  std::string deal, of;  // "source:id"
  bool same = false;     // `deal` is a copy of `of` and is not counted; otherwise both count
  friend bool operator==(const OrgTwin&, const OrgTwin&) = default;
};

// Exchange rates from a day on: the price of one unit of `base` in other currencies, in units of
// 10^-10. Central banks publish rates in this form.
struct RateSheet {
  Day from;
  std::string base;
  std::map<std::string, std::int64_t> per_e10;
  friend bool operator==(const RateSheet&, const RateSheet&) = default;
};

// A target for a period. Either person or team is set, or neither for the office. If there are
// several for one period, each is valid from its `from` on, which is a day in the period.
struct Quota {
  std::string measure = "won_amount";
  std::string period;  // "2026-11", "2026-Q4" or "2026", fiscal "FY2027-P05", "FY2027-Q2", "FY2027"
  std::string person, team;
  Amount amount;  // for counts: the count, in ten-thousandths like money
  std::optional<Day> from{};
  friend bool operator==(const Quota&, const Quota&) = default;
};

// The amount somebody expected to close in a period. forecast_accuracy compares it with the result.
struct Forecast {
  std::string period;
  std::string person, team;
  Amount amount;
  friend bool operator==(const Forecast&, const Forecast&) = default;
};

// A condition on entries: the field must be one of `any_of`; with `none_of`, none of them.
struct OwnFilter {
  std::string field;  // team pipeline product region lead_source customer kind stage forecast
                      // currency lost_reason; of activities: team kind outcome automatic
  std::vector<std::string> any_of;
  bool none_of = false;
  friend bool operator==(const OwnFilter&, const OwnFilter&) = default;
};

// A measure defined by the office. It can be queried, explained and ranked like any other.
struct OwnMeasure {
  enum class Kind : std::uint8_t { sum, count, distinct, ratio, points };
  enum class Of : std::uint8_t { won, lost, open, created, activities };
  struct Points {
    std::string measure;  // of amounts or counts, not of points
    Amount each;          // points for every `per` of it; may be negative
    Amount per{10'000};   // more than zero
    friend bool operator==(const Points&, const Points&) = default;
  };
  std::string id;  // [a-z][a-z0-9_]*, not the name of another measure
  std::string name;
  Kind kind = Kind::count;
  // sum, count, distinct
  Of of = Of::won;
  std::string field;  // sum: "amount", "duration_s" or the name of an additional amount; distinct:
                      // a field of OwnFilter, "person" or "deal"
  std::vector<OwnFilter> where;
  // ratio: two measures that are not ratios themselves
  std::string numerator, denominator;
  std::vector<Points> points;
  friend bool operator==(const OwnMeasure&, const OwnMeasure&) = default;
};

// One figure, ranking or series of a board.
struct BoardTile {
  std::string id;
  std::string title;  // empty: the measure's name
  std::string measure;
  std::string target_of;         // for measures about a quota: the measure the quota is set for
  std::string by;                // empty: a single number
  std::string period = "month";  // day, week, month, quarter, year or "all"
  std::map<std::string, std::string> filters;
  int limit = 8;  // rows, 1 to 50
  // A row of fewer deals or activities has no rank; without it 5 for rates, else 0.
  std::optional<int> least_n{};
  friend bool operator==(const BoardTile&, const BoardTile&) = default;
};

// A board defined by the office. At most 50 boards of 24 tiles.
struct OrgBoard {
  std::string id;
  std::string title;
  std::vector<BoardTile> tiles;
  std::optional<int> tick_ms{};  // shortest time between two frames; default: that of all boards
  friend bool operator==(const OrgBoard&, const OrgBoard&) = default;
};

// Our words and the raw words that mean the same: {"commit": ["Commit", "Zusage"]}.
using Words = std::map<std::string, std::vector<std::string>>;

// A month is locked n working days after its end; changes received later are booked on the day they
// were received. Months that begin before `from` are never locked.
struct Lock {
  int after_working_days = 0;
  Day from;
  friend bool operator==(const Lock&, const Lock&) = default;
};

// The org document as values; wire reads and validates it. The default is an office that has not
// been configured: people and teams are taken from events.
struct Org {
  std::string name;
  std::string currency;  // ISO 4217, empty until set
  CalendarRules calendar;
  std::optional<Lock> lock;
  std::vector<OrgPerson> people;
  std::vector<OrgTeam> teams;
  std::vector<OrgProduct> products;
  std::vector<OrgPipeline> pipelines;
  std::vector<OrgTwin> twins;
  std::vector<RateSheet> rates;  // sorted by day
  std::vector<Quota> quotas;
  std::vector<Forecast> forecasts;
  Words kinds;                // new, expansion, renewal → raw words
  Words forecast_categories;  // pipeline, best_case, most_likely, commit, omitted → raw words
  // A customer counts as new again this many months after their last win. While this is set, a won
  // deal that names no kind is `new` for a new customer and `expansion` for others.
  std::optional<int> new_after_months;
  std::vector<OwnMeasure> measures;
  std::vector<OrgBoard> boards;
  friend bool operator==(const Org&, const Org&) = default;
};

}  // namespace dealbell::core
