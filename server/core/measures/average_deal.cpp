#include "core/measures/measure.hpp"

namespace dealbell::core {

// Mean of the won deals that have a price. Refunds are later events and stay out. The quotient is
// cut to a ten-thousandth of the currency unit, half to even.
Figure average_deal(const Inputs& in) {
  const auto won = in.totals(Base::won);
  if (won.mixed || won.priced.n == 0) return {{}, won.n, won.mixed ? won.n : won.n - won.priced.n};
  const Sum n = won.priced.n;
  Sum quotient = won.priced.amount_e4 / n;
  const Sum rest = won.priced.amount_e4 % n;
  const Sum twice = 2 * (rest < 0 ? -rest : rest);
  if (twice > n || (twice == n && quotient % 2 != 0)) quotient += rest < 0 ? -1 : 1;
  return {quotient, won.priced.n, won.n - won.priced.n};
}

}  // namespace dealbell::core
