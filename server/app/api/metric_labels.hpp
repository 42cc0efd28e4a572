#pragma once

#include "ops/metrics.hpp"

namespace dealbell::app {

// The words that labels of the metrics may take.
ops::Metrics::Labels metric_labels();

}  // namespace dealbell::app
