#include "core/measures/measure.hpp"

namespace dealbell::core {

// Won / (won + lost) among deals closed in the period. No value until something has closed: a rate
// over nothing would put 0 % or 100 % on a wall.
Figure win_rate(const Inputs& in) {
  const auto won = in.totals(Base::won).n;
  const auto closed = won + in.totals(Base::lost).n;
  if (closed == 0) return {};
  return {static_cast<double>(won) / static_cast<double>(closed), closed, 0};
}

}  // namespace dealbell::core
