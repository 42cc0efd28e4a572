#include "core/measures/measure.hpp"

namespace dealbell::core {

// Activities done, on the day they were done; planned and deleted ones do not count.
Figure activities(const Inputs& in) {
  const auto n = in.totals(Base::activity).n;
  return {Sum{n}, n, 0};
}

}  // namespace dealbell::core
