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

// From a day (inclusive) to a day (exclusive); open where absent.
struct Span {
  std::optional<Day> from, to;
  friend bool operator==(const Span&, const Span&) = default;
};

// A person's place in a team.
struct Membership {
  std::string person;
  std::optional<Day> from, to;  // as a Span's
  friend bool operator==(const Membership&, const Membership&) = default;
};

struct OrgPerson {
  std::string id;                    // what rows and links carry
  std::string name;                  // what the wall shows
  std::vector<std::string> aliases;  // raw keys, "key" for any source or "source:key" for one
  Span employed{};                   // quotas are pro-rated to it
  std::vector<Span> leave{};         // no quota on these days
  // Share of the full quota in the first, second, … calendar month of employment, in
  // ten-thousandths of a percent; after the last step it is full. Empty: full from the start. Needs
  // employed.from.
  std::vector<std::int32_t> ramp_e4{};
  std::vector<std::string> emails{};  // keys for any source, whatever their case
  friend bool operator==(const OrgPerson&, const OrgPerson&) = default;
};

struct OrgTeam {
  std::string id;
  std::string name;
  std::vector<Membership> members;
  std::string parent{};  // a team, empty at the top; never a circle
  friend bool operator==(const OrgTeam&, const OrgTeam&) = default;
};

struct OrgProduct {
  std::string id;
  std::string name;
  std::vector<std::string> aliases;
  friend bool operator==(const OrgProduct&, const OrgProduct&) = default;
};

// A step of a pipeline. `forecast` is the category of deals that do not name one.
struct OrgStage {
  std::string id;
  std::string name;
  std::vector<std::string> aliases;
  std::optional<std::int32_t> probability_e4;  // ten-thousandths of a percent
  std::optional<int> stuck_after_days;         // 1 to 3,650, in calendar days
  std::string forecast;
  // What deals are that are here and do not name a status: open, won or lost; unknown for none.
  DealStatus status = DealStatus::unknown;
  friend bool operator==(const OrgStage&, const OrgStage&) = default;
};

// Stages in their order. Closed ones need not be listed where events name the status. A deal
// without a pipeline is in the first.
struct OrgPipeline {
  std::string id;
  std::string name;
  std::vector<std::string> aliases;
  std::vector<OrgStage> stages;
  std::string authority{};  // the only source whose wins count here; empty: all of them
  friend bool operator==(const OrgPipeline&, const OrgPipeline&) = default;
};

// What somebody has decided about two deals that may be one.
struct OrgTwin {
  std::string deal, of;  // "source:id"
  bool same = false;     // `deal` is `of` once more and counts nowhere; else both count
  friend bool operator==(const OrgTwin&, const OrgTwin&) = default;
};

// What one unit of `base` costs in other currencies from a day on, in ten-thousand-millionths
// (10^-10): the form in which central banks publish.
struct RateSheet {
  Day from;
  std::string base;
  std::map<std::string, std::int64_t> per_e10;
  friend bool operator==(const RateSheet&, const RateSheet&) = default;
};

// What somebody should reach in a period. Exactly one of person and team is set, or neither: the
// office. Of several for one period each holds from its `from` (a day inside it) on.
struct Quota {
  std::string measure = "won_amount";
  std::string period;  // "2026-11", "2026-Q4" or "2026", fiscal "FY2027-P05", "FY2027-Q2", "FY2027"
  std::string person, team;
  Amount amount;  // for counts: the count, in ten-thousandths like money
  std::optional<Day> from{};
  friend bool operator==(const Quota&, const Quota&) = default;
};

// What somebody said they would close in a period: forecast_accuracy holds it against what came.
struct Forecast {
  std::string period;
  std::string person, team;
  Amount amount;
  friend bool operator==(const Forecast&, const Forecast&) = default;
};

// What a field must be for an entry to count: one of `any_of`, or none of them.
struct OwnFilter {
  std::string field;  // team pipeline product region lead_source customer kind stage forecast
                      // currency lost_reason; of activities: team kind outcome automatic
  std::vector<std::string> any_of;
  bool none_of = false;
  friend bool operator==(const OwnFilter&, const OwnFilter&) = default;
};

// A measure of the office's own, asked for, explained and ranked like any other.
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
  std::string field;  // sum: "amount", "duration_s" or the name of an extra amount; distinct: a
                      // field of OwnFilter, "person" or "deal"
  std::vector<OwnFilter> where;
  // ratio: of two measures that are not ratios
  std::string numerator, denominator;
  std::vector<Points> points;
  friend bool operator==(const OwnMeasure&, const OwnMeasure&) = default;
};

// One figure or ranking of a board.
struct BoardTile {
  std::string id;
  std::string title;  // empty: the measure's name
  std::string measure;
  std::string target_of;         // for attainment and its kin: the measure the quota is of
  std::string by;                // empty: one number
  std::string period = "month";  // day week month quarter year, or "all"
  std::map<std::string, std::string> filters;
  int limit = 8;  // rows, 1 to 50
  friend bool operator==(const BoardTile&, const BoardTile&) = default;
};

// A screen of the office's own. At most 50 boards of 24 tiles.
struct OrgBoard {
  std::string id;
  std::string title;
  std::vector<BoardTile> tiles;
  std::optional<int> tick_ms{};  // a frame at most so often; none: as all boards
  friend bool operator==(const OrgBoard&, const OrgBoard&) = default;
};

// Raw words that mean one of ours: {"commit": ["Commit", "Zusage"]}.
using Words = std::map<std::string, std::vector<std::string>>;

// Closed books: a month is locked when n working days have passed since its end, and what comes
// later is booked on the day it came. Months that begin before `from` are never locked.
struct Lock {
  int after_working_days = 0;
  Day from;
  friend bool operator==(const Lock&, const Lock&) = default;
};

// The org document as values; wire/org_json reads and validates it. The default is an office nobody
// has described yet: people and teams as events name them.
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
  // A customer is new again this many months after their last win; while set, a won deal that names
  // no kind is `new` for a new customer and `expansion` for another.
  std::optional<int> new_after_months;
  std::vector<OwnMeasure> measures;
  std::vector<OrgBoard> boards;
  friend bool operator==(const Org&, const Org&) = default;
};

}  // namespace dealbell::core
