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

// A question of `GET /api/v1/kpis`. Filters are ids as rows carry them.
struct KpiQuestion {
  std::string measure;
  std::string by;  // person, a dimension, or a period kind; empty: the total alone
  std::optional<Day> from, to;
  struct Filter {
    std::string by;  // person or a dimension
    std::string id;  // empty: those that have none
  };
  std::vector<Filter> filters;
  std::string of{};  // the measure whose quota is asked about; empty: won_amount
  // With the period before, and a year before: nothing, the total, or every row as well.
  enum class Compare : std::uint8_t { no, total, rows } compare = Compare::no;
};

// What a figure was in the period it is held against.
struct Earlier {
  Range range;
  std::string label;
  Figure figure;
  std::optional<double> change;  // (now - then) / |then|; nullopt without both, and from nothing
  bool from_nothing = false;     // then it was 0: "new", not infinitely more
};

struct KpiRow {
  std::optional<std::string> key;  // nullopt: what has none
  std::string name;
  Figure figure;
  std::optional<Earlier> previous{}, year{};
};

struct KpiAnswer {
  std::string measure, title;
  Unit unit = Unit::count;  // never Unit::target
  std::string currency;     // empty: none, or mixed
  KpiRow total;
  std::vector<KpiRow> rows;  // by value, largest first; by time and listed stages: in their order
  LogNumber log = 1;
  Seq seq = 0;
};

// Exact, at a cost that does not depend on how many deals there are, except where a filter leaves
// the cube or a measure needs every single value (medians, times): then the days of the range are
// scanned, and beyond 200,000 entries the answer is Errc::too_wide. Errc::bad_value for a measure,
// a `by` or a filter nobody knows, for from ≥ to, and for a period of what has none. `now` is for
// what depends on how far a period has come.
Result<KpiAnswer> ask(const SalesState& sales, const KpiQuestion& question, Instant now);

// The parts of a question that mean the same wherever they are asked.
struct ResolvedQuestion {
  const Measure* measure = nullptr;
  const Measure* target = nullptr;
  Range range;
  Scope scope;
};
Result<ResolvedQuestion> resolve_question(const SalesState& sales, const KpiQuestion& question);

// Narrows a question to the row of `by` with this key; Errc::bad_value for one that cannot be.
Result<> narrow_to_row(const SalesState& sales, const std::string& by, const std::string& key,
                       ResolvedQuestion& asked);

// What a row's id is called.
std::string_view display(const SalesState& sales, std::string_view by, Name id);

}  // namespace dealbell::core
