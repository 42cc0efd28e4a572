#pragma once

#include <optional>

#include "core/values/metric_base.hpp"

namespace dealbell::core {

// From a day (inclusive) to a day (exclusive). `everything` includes what has no day. With `until`
// only what happened before that instant, which lies in the range.
struct Range {
  Day from = Day::min();
  Day to = Day::max();
  std::optional<Instant> until{};

  static constexpr Range everything() { return {}; }
  bool bounded() const { return from != Day::min() || to != Day::max(); }
  bool holds(Day day) const { return !bounded() || (from <= day && day < to && day != undated); }
};

}  // namespace dealbell::core
