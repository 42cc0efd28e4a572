#pragma once

#include "app/api/context.hpp"

namespace dealbell::app {

// GET /api/v1/org: the org document byte for byte, with its version as ETag.
Answer get_org(ApiContext& api, const net::Request& request);

// PUT /api/v1/org: replaces it; If-Match names the version to replace.
Answer put_org(ApiContext& api, const net::Request& request);

}  // namespace dealbell::app
