#pragma once

#include <vector>

#include "intake/delivery.hpp"
#include "intake/mapping/plan.hpp"

namespace dealbell::intake {

// Decodes the body. If there are several formats, the content type decides; otherwise the first one
// is used.
Result<Value> decode(const std::vector<Format>& formats, const Delivery& delivery);

}  // namespace dealbell::intake
