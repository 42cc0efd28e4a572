#pragma once

#include "ops/metrics.hpp"

namespace dealbell::app {

// Every value that a label of the metrics can have.
ops::Metrics::Labels metric_labels();

}  // namespace dealbell::app
