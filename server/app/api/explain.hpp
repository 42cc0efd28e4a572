#pragma once

#include "app/api/context.hpp"

namespace dealbell::app {

// GET /api/v1/explain: the rule of a figure, what goes into it, and its entries, page by page.
Answer get_explain(ApiContext& api, const net::Request& request);

// GET /api/v1/deals: the entries alone, of won_amount unless another measure is named.
Answer get_deals(ApiContext& api, const net::Request& request);

}  // namespace dealbell::app
