#pragma once

#include "app/api/context.hpp"

namespace dealbell::app {

// GET /api/v1/deliveries: a page of the delivery log.
Answer get_deliveries(ApiContext& api, const net::Request& request);
// GET /api/v1/deliveries/{id}: one delivery with its request and body.
Answer get_delivery(ApiContext& api, const net::Request& request);

}  // namespace dealbell::app
