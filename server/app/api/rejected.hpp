#pragma once

#include "app/api/context.hpp"

namespace dealbell::app {

// GET /api/v1/rejected: a page of the rejected box, and how full it is.
Answer get_rejected(ApiContext& api, const net::Request& request);

// POST /api/v1/rejected/{id}/replay: submits the row again, after a fix in the mapping or here.
Answer replay_rejected(ApiContext& api, const net::Request& request);

// POST /api/v1/rejected/{id}/dismiss: marks the row as done; it can still be read.
Answer dismiss_rejected(ApiContext& api, const net::Request& request);

// POST /api/v1/rejected/{id}/try: what the source's mapping, or the one in the body, would make of
// a rejected webhook. Submits nothing.
Answer try_rejected(ApiContext& api, const net::Request& request);

}  // namespace dealbell::app
