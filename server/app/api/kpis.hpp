#pragma once

#include "app/api/context.hpp"

namespace dealbell::app {

// GET /api/v1/kpis: one measure, in total or by row.
Answer get_kpis(ApiContext& api, const net::Request& request);

}  // namespace dealbell::app
