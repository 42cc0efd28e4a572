#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "core/measures/measure.hpp"
#include "core/queries/elapsed.hpp"
#include "core/state/sales_state.hpp"
#include "core/state/scope.hpp"

namespace dealbell::core {

// A question of `GET /api/v1/kpis`. Filters contain ids as in KpiRow::key.
struct KpiQuestion {
  std::string measure;
  std::string by;  // person, a dimension or a period kind; empty: only the total
  std::optional<Day> from, to;
  struct Filter {
    std::string by;  // person or a dimension
    std::string id;  // empty: entries without a value
  };
  std::vector<Filter> filters;
  std::string of{};  // the target measure, whose quota is used; empty: won_amount
  // Whether to compare with the previous period and a year before: not, the total, or all rows too.
  enum class Compare : std::uint8_t { no, total, rows } compare = Compare::no;
};

// A figure in an earlier period, for comparison.
struct Earlier {
  Range range;
  std::string label;
  Figure figure;
  std::optional<double> change;  // (now - then) / |then|; nullopt if a value is missing or then = 0
  bool from_nothing = false;     // then = 0 and now something: shown as "new"
};

struct KpiRow {
  std::optional<std::string> key;  // nullopt: entries without a value
  std::string name;
  Figure figure;
  std::optional<Earlier> previous{}, year{};
};

struct KpiAnswer {
  std::string measure, title;
  Unit unit = Unit::count;  // never Unit::target
  std::string currency;     // empty: none, or mixed
  KpiRow total;
  std::vector<KpiRow> rows;  // largest value first; periods and listed stages in their own order
  LogNumber log = 1;
  Seq seq = 0;
};

// Exact. The cost does not depend on the number of deals, unless the cube does not have the
// filtered sums or the measure needs individual values (medians, times): then the days of the range
// are scanned, and more than 200,000 entries give Errc::too_wide. Errc::bad_value for an unknown
// measure, `by` or filter, for from ≥ to, and for a range with a measure of the present. `now`
// determines how much of a period has passed.
Result<KpiAnswer> ask(const SalesState& sales, const KpiQuestion& question, Instant now);

// The parts of a question that kpis and explain have in common, with names looked up.
struct ResolvedQuestion {
  const Measure* measure = nullptr;
  const Measure* target = nullptr;
  Range range;
  Scope scope;
};
Result<ResolvedQuestion> resolve_question(const SalesState& sales, const KpiQuestion& question);

// Narrows a question to the row of `by` with this key. Errc::bad_value for an unknown `by` or key.
Result<> narrow_to_row(const SalesState& sales, const std::string& by, const std::string& key,
                       ResolvedQuestion& resolved);

// The display name of a row.
std::string_view display(const SalesState& sales, std::string_view by, Name id);

}  // namespace dealbell::core
