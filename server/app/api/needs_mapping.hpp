#pragma once

#include "app/api/context.hpp"

namespace dealbell::app {

// GET /api/v1/needs-mapping: what the org document does not describe yet, and everything else that
// keeps deals from being counted.
Answer get_needs_mapping(ApiContext& api, const net::Request& request);

}  // namespace dealbell::app
