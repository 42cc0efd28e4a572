#pragma once

#include "app/api/context.hpp"

namespace dealbell::app {

// POST /api/v1/sources/{source}/replay: submits the source's rejected deliveries again, a page of
// them.
Answer replay_source(ApiContext& api, const net::Request& request);

// POST /api/v1/sources/{source}/dismiss: dismisses all that waits of a source, or with ?like=ID
// only what has the reason of this row.
Answer dismiss_source(ApiContext& api, const net::Request& request);

// POST /api/v1/sources/{source}/try: what the source's mapping, or the one in the body, would make
// of them. Submits nothing.
Answer try_source(ApiContext& api, const net::Request& request);

}  // namespace dealbell::app
