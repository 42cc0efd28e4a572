#include "core/measures/measure.hpp"

namespace dealbell::core {

Figure open_amount(const Inputs& in) { return money_of(in.totals(Base::open)); }

}  // namespace dealbell::core
