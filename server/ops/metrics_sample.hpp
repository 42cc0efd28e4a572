#pragma once

#include <prometheus/metric_family.h>

#include <string>
#include <vector>

#include "ops/metrics.hpp"

namespace dealbell::ops {

// The sample as metrics. Each source has one series per state: 1 for its current state, else 0.
std::vector<prometheus::MetricFamily> sample_families(const MetricsSample& sample,
                                                      const std::vector<std::string>& states);

// The build, and the kernel's figures of this process under the names that all Prometheus clients
// use. Figures that cannot be read are left out.
std::vector<prometheus::MetricFamily> process_families(const std::string& build);

}  // namespace dealbell::ops
