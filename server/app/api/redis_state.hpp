#pragma once

#include "app/api/context.hpp"

namespace dealbell::app {

// GET /api/v1/redis: the state of the mirror and of the shared log.
Answer get_redis(ApiContext& api, const net::Request& request);

}  // namespace dealbell::app
