#pragma once

#include "app/api/context.hpp"

namespace dealbell::app {

// For admins only. A change is valid at once, on every node, without a restart.

// GET /api/v1/tokens: each token with the devices that logged in with it.
Answer get_tokens(ApiContext& api, const net::Request& request);
// POST /api/v1/tokens: 201 with the secret, which is not shown again.
Answer post_token(ApiContext& api, const net::Request& request);
// DELETE /api/v1/tokens/{id} and /api/v1/devices/{id}: ends everything that it opened.
Answer delete_token(ApiContext& api, const net::Request& request);
// POST /api/v1/users/admin/link: a one-time link that lets in a device with the rights of the data
// directory's admin token.
Answer post_admin_link(ApiContext& api, const net::Request& request);

}  // namespace dealbell::app
