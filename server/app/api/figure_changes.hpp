#pragma once

#include "app/api/context.hpp"

namespace dealbell::app {

// GET /api/v1/figure-changes: what the last change of the counting rules moved.
Answer get_figure_changes(ApiContext& api, const net::Request& request);

}  // namespace dealbell::app
