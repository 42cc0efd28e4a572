#include "core/measures/measure.hpp"

namespace dealbell::core {

Figure open_count(const Inputs& in) {
  const auto n = in.totals(Base::open).n;
  return {Sum{n}, n, 0};
}

}  // namespace dealbell::core
