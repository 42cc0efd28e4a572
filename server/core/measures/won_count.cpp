#include "core/measures/measure.hpp"

namespace dealbell::core {

Figure won_count(const Inputs& in) {
  const auto n = in.totals(Base::won).n;
  return {Sum{n}, n, 0};
}

}  // namespace dealbell::core
