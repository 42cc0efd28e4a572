#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/calendar/calendar.hpp"
#include "core/calendar/range.hpp"
#include "core/counting/contribution.hpp"
#include "core/values/cell.hpp"

namespace dealbell::core {

class OrgView;
class SalesState;

// `target`: whatever the measure is whose quota is asked about.
enum class Unit : std::uint8_t { money, count, ratio, days, seconds, points, target };
std::string_view name_of(Unit unit);

// A measure's answer. No value (never 0 %) when its denominator is zero or unknown; `why` then says
// so in a word for programs. Money is in ten-thousandths; `n` is how many deals or activities it
// rests on; `unpriced` how many of those carry no amount in the question's currency.
struct Figure {
  std::variant<std::monostate, Sum, double> value;  // Sum: money, whole counts; double: the rest
  std::int64_t n = 0;
  std::int64_t unpriced = 0;
  const char* why = nullptr;
};

// The sums of one row of one question.
struct Totals {
  Cell priced;         // in the question's currency
  Cell all;            // its counts and extras are of all, priced or not
  bool mixed = false;  // several currencies and no office currency: money is no value
};

// How much of the period lies behind us, in quarters of an hour of working (or calendar) days.
struct Elapsed {
  std::int64_t done = 0, total = 0;
  static constexpr std::int64_t day = 96;
  bool early() const { return done * 10 < total; }  // before a tenth: too early for pace
};

// What a measure may look at: one row of one question.
class Inputs {
 public:
  virtual ~Inputs() = default;

  Range range;
  Instant now;
  Day today;

  virtual Totals totals(Base base, const Range& in) const = 0;
  Totals totals(Base base) const { return totals(base, range); }
  // Of those that have this value of the dimension.
  virtual Totals where(Base base, Dimension dimension, std::string_view value,
                       const Range& in) const = 0;
  // Of the whole question: what rows by a dimension are shares of.
  virtual Totals whole(Base base) const = 0;
  // What the measure observes, ascending.
  virtual std::vector<std::int64_t> observations() const = 0;
  // Wins that name no kind, as new_after_months reads them; nothing unless it is set.
  virtual Totals derived_kind(bool new_customer) const = 0;
  // Days from the start to the first win of the people the row is about.
  virtual std::vector<std::int64_t> first_wins() const = 0;
  // The row's quota, forecast and achievement of the measure asked about (won_amount if none is).
  virtual std::optional<Amount> quota() const = 0;
  virtual std::optional<Amount> forecast() const = 0;
  virtual Figure target() const = 0;
  virtual bool target_is_money() const = 0;
  // Another measure of the same row.
  virtual Figure other(std::string_view measure) const = 0;
  virtual bool is_money(std::string_view measure) const = 0;
  virtual std::optional<Elapsed> elapsed() const = 0;  // nullopt for an unbounded range
};

// What a figure is made of: the entries of a base, shown by explain.
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
  // Which entries of the base; all where it is absent.
  std::function<bool(const OrgView&, const Contribution&)> accepts{};
};

struct Measure {
  std::string name;
  std::string title;  // for people
  Unit unit = Unit::count;
  std::function<Figure(const Inputs&)> evaluate;
  std::string formula;  // one sentence
  std::vector<Part> parts{};
  // flow: what happened in the period. open: open deals whose expected close is in it. now: as
  // things stand, without a period.
  enum class About : std::uint8_t { flow, open, now } about = About::flow;
  // What observations() collects: a number of each entry of `observed`, or nothing.
  Base observed = Base::won;
  std::function<std::optional<std::int64_t>(const SalesState&, std::uint32_t ref,
                                            const Contribution&)>
      observe{};
  std::vector<std::string> depends_on{};  // other measures it is made of
  bool targeted = false;                // about a quota, of the measure asked about
  int version = 1;                      // of the rule
};

// The measures that need no org document, in the order in which they are documented.
const std::vector<Measure>& measures();
const Measure* find_measure(std::string_view name);

// Whether an earlier period's figure is known: what is open is known only as it is now, and what
// looks ahead to a period's end says nothing of one that is over.
bool comparable(const Measure& measure);

// Families of measures, one file each.
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

// Money of a base; no value when the currencies are mixed, or when there are entries and none is
// priced.
Figure money_of(const Totals& totals);
// Won less refunded, with the wins as n.
Figure net_won(const Totals& won, const Totals& refunded);
Figure count_of(std::int64_t n);
// No value when the denominator is not above zero.
Figure ratio_of(Sum numerator, Sum denominator, std::int64_t n);
// Of ascending numbers: the middle one, or the mean of the two, half to even.
std::optional<Sum> median_of(const std::vector<std::int64_t>& ascending);
// The year that ends with the range, or today if that is earlier: what rates are taken from.
Range trailing_year(const Range& range, Day today);

// A span of the range's kind around everything with a day.
constexpr Range dated() { return {Day::min() + std::chrono::days{1}, Day::max()}; }

}  // namespace dealbell::core
