#pragma once

#include <vector>

#include "core/org/org.hpp"

namespace dealbell::core {

// A person's share of the full quota, day by day: none before and after employment and on leave, a
// part while ramping up. A ramp goes by calendar months; the month of the first day is month one.
class QuotaLoad {
 public:
  QuotaLoad() = default;  // always the full quota
  explicit QuotaLoad(const OrgPerson& person);

  // The sum of the shares of all days in [from, to), in ten-thousandths of a percent.
  std::int64_t days_e4(Day from, Day to) const;

 private:
  struct Step {
    Day from;  // until the next one begins
    std::int32_t share_e4;
  };
  std::vector<Step> steps_;  // empty: always the full quota
};

}  // namespace dealbell::core
