#pragma once

#include <vector>

#include "core/org/org.hpp"

namespace dealbell::core {

// What share of a full quota a person carries, day by day: none outside their employment and on
// leave, less while they ramp up. The share of a ramp is that of the calendar month, the one of the
// first day being month one.
class QuotaLoad {
 public:
  QuotaLoad() = default;  // all of it, always
  explicit QuotaLoad(const OrgPerson& person);

  // The days of [from, to), each by its share, in ten-thousandths of a percent.
  std::int64_t days_e4(Day from, Day to) const;

 private:
  struct Step {
    Day from;  // until the next one begins
    std::int32_t share_e4;
  };
  std::vector<Step> steps_;  // none: all of it
};

}  // namespace dealbell::core
