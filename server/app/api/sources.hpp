#pragma once

#include "app/api/context.hpp"

namespace dealbell::app {

// GET /api/v1/sources: the health of every configured source.
Answer get_sources(ApiContext& api, const net::Request& request);

}  // namespace dealbell::app
