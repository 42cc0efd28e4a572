#include "core/measures/measure.hpp"

namespace dealbell::core {

// Credited won amount / quota. No value without a quota, or with one of zero.
Figure attainment(const Inputs& in) {
  const auto won = won_amount(in);
  const auto quota = in.quota();
  const auto* sum = std::get_if<Sum>(&won.value);
  if (!sum || !quota || quota->e4 == 0) return {{}, won.n, won.unpriced};
  return {static_cast<double>(*sum) / static_cast<double>(quota->e4), won.n, won.unpriced};
}

}  // namespace dealbell::core
