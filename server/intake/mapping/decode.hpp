#pragma once

#include "intake/mapping/plan.hpp"

namespace dealbell::intake {

// The body in one of the formats: the one that the content type names, else the first.
Result<Value> decode(const std::vector<Format>& formats, const Delivery& delivery);

// The items of a delivery in the mapping's order, each with its place before ordering. Errc::
// too_large for more than items_max.
constexpr std::size_t items_max = 10'000;  // 100 bytes each in the largest body
struct Item {
  const Value* value;
  std::size_t place;
};
class Evaluation;
Result<std::vector<Item>> items_of(const Plan& plan, const Value& root, Evaluation& evaluation);

}  // namespace dealbell::intake
