#include "core/measures/measure.hpp"

namespace dealbell::core {

// What was won less what was given back on its own day. Refunds change the sum, not the count.
Figure won_amount(const Inputs& in) {
  auto figure = money_of(in.totals(Base::won));
  const auto back = in.totals(Base::refunded);
  if (back.mixed) figure.value = std::monostate{};
  if (auto* sum = std::get_if<Sum>(&figure.value)) *sum -= back.priced.amount_e4;
  return figure;
}

}  // namespace dealbell::core
