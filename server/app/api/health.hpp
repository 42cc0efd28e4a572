#pragma once

#include "app/api/context.hpp"

namespace dealbell::app {

// GET /healthz: 200 while the process answers.
Answer get_health(ApiContext& api, const net::Request& request);

// GET /readyz: 200 when this node should get traffic.
Answer get_ready(ApiContext& api, const net::Request& request);

}  // namespace dealbell::app
