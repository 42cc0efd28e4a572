#pragma once

#include <optional>

#include "core/values/metric_base.hpp"

namespace dealbell::core {

// From a day (inclusive) to a day (exclusive). everything() also includes entries without a day.
// With `until`, only what happened before that instant, which must lie in the range.
struct Range {
  Day from = Day::min();
  Day to = Day::max();
  std::optional<Instant> until{};

  static constexpr Range everything() { return {}; }
  bool bounded() const { return from != Day::min() || to != Day::max(); }
  bool contains(Day day) const { return !bounded() || (from <= day && day < to && day != undated); }
};

}  // namespace dealbell::core
