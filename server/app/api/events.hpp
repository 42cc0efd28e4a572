#pragma once

#include "app/api/context.hpp"
#include "wire/receipt_json.hpp"

namespace dealbell::app {

// POST /api/v1/events: one event, an array or NDJSON. Answers once the events are on disk and
// counted.
Answer post_events(ApiContext& api, const net::Request& request);

// GET /api/v1/receipts/{id}: the result of events that the shared log had not confirmed in time.
Answer get_receipt(ApiContext& api, const net::Request& request);

// The receipt; a problem with status 422 when no event was accepted and some were rejected.
net::Response receipt_response(const wire::Receipt& receipt);

}  // namespace dealbell::app
