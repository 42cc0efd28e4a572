#pragma once

#include <prometheus/metric_family.h>

#include <string>
#include <vector>

#include "ops/metrics.hpp"

namespace dealbell::ops {

// What is asked for, as series. Each source has one series per state, 1 for the one it is in.
std::vector<prometheus::MetricFamily> families_of(const MetricsSample& sample,
                                                  const std::vector<std::string>& states);

// This process as the kernel sees it, under the names every Prometheus client uses, and the build.
// What cannot be read is left out.
std::vector<prometheus::MetricFamily> families_of_process(const std::string& build);

}  // namespace dealbell::ops
