#pragma once

#include <algorithm>
#include <iterator>
#include <vector>

#include "core/org/org.hpp"
#include "core/values/percent.hpp"

namespace dealbell::core {

// A person's share of the full quota, day by day: none before and after employment and on leave, a
// part while ramping up. A ramp goes by calendar months; the month of the first day is month one.
class QuotaLoad {
 public:
  QuotaLoad() = default;  // always the full quota
  explicit QuotaLoad(const OrgPerson& person);

  // The sum of the shares of all days in [from, to), in ten-thousandths of a percent.
  std::int64_t days_e4(Day from, Day to) const;

  struct Share {
    std::int32_t e4 = hundred_percent_e4;
    bool present =
        true;  // false before and after employment and on leave; a ramp may begin with 0 %
  };
  // Calls f(from, to, share) for each stretch of [from, to) with one share, in order.
  template <class F>
  void visit(Day from, Day to, F f) const {
    if (to <= from) return;
    if (steps_.empty()) return f(from, to, Share{});
    auto step = std::prev(std::ranges::upper_bound(steps_, from, {}, &Step::from));
    for (; from < to; ++step) {
      const auto until = std::next(step) == steps_.end() ? to : std::min(to, std::next(step)->from);
      f(from, until, step->share);
      from = until;
    }
  }

 private:
  struct Step {
    Day from;  // until the next one begins
    Share share;
  };
  std::vector<Step> steps_;  // empty: always the full quota
};

}  // namespace dealbell::core
