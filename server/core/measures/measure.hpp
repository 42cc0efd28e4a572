#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/calendar/calendar.hpp"
#include "core/calendar/range.hpp"
#include "core/measures/entry.hpp"
#include "core/values/cell.hpp"

namespace dealbell::core {

// The unit of a measure. `target`: that of the target measure, the one whose quota is used.
enum class Unit : std::uint8_t { money, count, ratio, days, seconds, points, target };
std::string_view name_of(Unit unit);

// The value of a measure. There is no value (rather than 0 %) if the denominator is zero or
// unknown; `why` is then the reason as a word for programs. Money is in ten-thousandths; `n` is the
// number of deals or activities it is based on; `unpriced` how many of these have no amount in the
// currency of the question.
struct Figure {
  std::variant<std::monostate, Sum, double>
      value;  // Sum: money and whole counts; double: the others
  std::int64_t n = 0;
  std::int64_t unpriced = 0;
  const char* why = nullptr;
};

// The sums of one row of one question.
struct Totals {
  Cell priced;         // in the question's currency
  Cell all;            // counts and extras of all entries, priced or not
  bool mixed = false;  // several currencies and no office currency: money has no value
};

// How much of a period has passed, in quarter-hours of working (or calendar) days.
struct Elapsed {
  std::int64_t done = 0, total = 0;
  static constexpr std::int64_t day = 96;
  bool early() const { return done * 10 < total; }  // the first tenth: too early for pace
  bool over() const { return done >= total; }
  // What is left to divide by: at least a day. On the last day the rest of the day is not a time in
  // which more can be asked than what is missing.
  std::int64_t left() const { return std::max(total - done, day); }
};

// What a measure is computed from: one row of one question.
class Inputs {
 public:
  virtual ~Inputs() = default;

  Range range;
  Instant now;
  Day today;

  virtual Totals totals(Base base, const Range& in) const = 0;
  Totals totals(Base base) const { return totals(base, range); }
  // Of the entries with this value of the dimension.
  virtual Totals where(Base base, Dimension dimension, std::string_view value,
                       const Range& in) const = 0;
  // Of all rows of the question.
  virtual Totals whole(Base base) const = 0;
  // The numbers that Measure::observe returned for the row's entries, ascending.
  virtual std::vector<std::int64_t> observations() const = 0;
  // Wins that name no kind, of new customers or of others by new_after_months; empty if that is not
  // set.
  virtual Totals derived_kind(bool new_customer) const = 0;
  // Days from the start of employment to the first win, of the row's people.
  virtual std::vector<std::int64_t> first_wins() const = 0;
  // The row's quota, forecast and figure of the target measure (won_amount unless asked otherwise).
  virtual std::optional<Amount> quota() const = 0;
  virtual std::optional<Amount> forecast() const = 0;
  virtual Figure target() const = 0;
  virtual bool target_is_money() const = 0;
  // Another measure for the same row.
  virtual Figure other(std::string_view measure) const = 0;
  virtual bool is_money(std::string_view measure) const = 0;
  // How much of the range has passed, in the person's own days if the row is a person's; nullopt
  // for an unbounded range. quota_elapsed() weighs each day by its share of the quota.
  virtual std::optional<Elapsed> elapsed() const = 0;
  virtual std::optional<Elapsed> quota_elapsed() const = 0;
};

// Entries of a base that are part of a figure; explain lists them.
struct Part {
  Base base = Base::won;
  std::string_view label;
  enum Of : std::uint8_t { amount, n, extra, extra_n } of = amount;
  int sign = 1;
  enum Span : std::uint8_t {
    in_range,
    trailing_year,
    everything,
    before_today,
    through_today,
    without_day,
  } span = in_range;
  // Selects entries of the base; if empty, all of them.
  std::function<bool(const Entry&)> accepts{};
};

// A named KPI and how it is computed.
struct Measure {
  std::string name;
  std::string title;  // for display
  Unit unit = Unit::count;
  std::function<Figure(const Inputs&)> evaluate;
  std::string formula;  // one sentence
  std::vector<Part> parts{};
  // flow: what happened in the period. open: open deals expected to close in it. now: the present
  // state, without a period.
  enum class About : std::uint8_t { flow, open, now } about = About::flow;
  // For measures that need individual values: returns the value of an entry of the base `observed`,
  // or nullopt to skip it. Inputs::observations() collects them.
  Base observed = Base::won;
  std::function<std::optional<std::int64_t>(const Entry&)> observe{};
  std::vector<std::string> depends_on{};  // names of other measures it is computed from
  bool targeted = false;                  // uses the quota of a target measure
  bool rate = false;  // a share of a number of deals, which says little about few
  int version = 1;    // of the rule
};

// The built-in measures, in the order in which they are documented.
const std::vector<Measure>& measures();
const Measure* find_measure(std::string_view name);

// Whether the figure can be computed for earlier periods. Not for measures of open deals, of which
// only the present state is known, nor for those that look ahead to the end of a period.
bool comparable(const Measure& measure);

// Families of measures, each in its own file measure_*.cpp.
std::vector<Measure> deal_measures();
std::vector<Measure> rate_measures();
std::vector<Measure> cycle_measures();
std::vector<Measure> pace_measures();
std::vector<Measure> forecast_measures();
std::vector<Measure> stage_measures();
std::vector<Measure> activity_measures();
std::vector<Measure> kind_measures();
std::vector<Measure> share_measures();
std::vector<Measure> correction_measures();

// The amount. No value if currencies are mixed, or if there are entries and none of them is priced.
Figure money_of(const Totals& totals);
// Won minus refunded; `n` is the number of wins.
Figure net_won(const Totals& won, const Totals& refunded);
Figure count_of(std::int64_t n);
// No value if the denominator is not positive.
Figure ratio_of(Sum numerator, Sum denominator, std::int64_t n);
// The median of ascending numbers: the middle one, or the mean of the two middle ones, rounded half
// to even. nullopt if there are none.
std::optional<Sum> median_of(const std::vector<std::int64_t>& ascending);
// The year that ends with the range, or with today if that is earlier.
Range trailing_year(const Range& range, Day today);

// Whether there are open deals but none with an expected close, so that it is not known what is due
// in the range. False for an unbounded range, which includes them.
bool nothing_dated(const Inputs& in);
// The measure's figure. Measures of open deals have no value in a range if nothing is dated.
Figure evaluate(const Measure& measure, const Inputs& in);

// The range of all entries that have a day.
constexpr Range dated() { return {Day::min() + std::chrono::days{1}, Day::max()}; }

}  // namespace dealbell::core
