#include "core/measures/measure.hpp"

namespace dealbell::core {

Figure lost_count(const Inputs& in) {
  const auto n = in.totals(Base::lost).n;
  return {Sum{n}, n, 0};
}

}  // namespace dealbell::core
