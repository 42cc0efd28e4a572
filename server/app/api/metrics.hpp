#pragma once

#include "app/api/context.hpp"

namespace dealbell::app {

// GET /metrics: the program's own metrics in Prometheus' text format.
Answer get_metrics(ApiContext& api, const net::Request& request);

}  // namespace dealbell::app
