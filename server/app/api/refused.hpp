#pragma once

#include "app/api/context.hpp"

namespace dealbell::app {

// GET /api/v1/refused: a page of the requests that were refused unauthenticated or unread.
Answer get_refused(ApiContext& api, const net::Request& request);

}  // namespace dealbell::app
