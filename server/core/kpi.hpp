#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "core/floor.hpp"
#include "core/measures/measure.hpp"

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
};

struct KpiRow {
  std::optional<std::string> key;  // nullopt: what has none
  std::string name;
  Figure figure;
};

struct KpiAnswer {
  const Measure* measure = nullptr;
  std::string currency;  // empty: none, or mixed
  KpiRow total;
  std::vector<KpiRow> rows;  // by value, largest first; by time: in order
  Seq seq = 0;
};

// Exact, at a cost that does not depend on how many deals there are, except where a filter leaves
// the cube: then the days of the range are scanned, and beyond 200,000 entries the answer is
// Errc::too_wide. Errc::bad_value for a measure, a `by` or a filter nobody knows, and for from ≥
// to.
Result<KpiAnswer> ask(const Floor& floor, const KpiQuestion& question);

}  // namespace dealbell::core
