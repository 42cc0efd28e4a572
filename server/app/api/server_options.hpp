#pragma once

#include "app/api/context.hpp"
#include "app/api/unread_request_log.hpp"
#include "net/server/server.hpp"
#include "ops/config.hpp"

namespace dealbell::app {

int network_threads();

// How the server listens and what it answers. `api` and `unread_requests` must outlive it.
net::ServerOptions server_options(const ops::HostPort& listen, const ops::Config& config,
                                  ApiContext& api, UnreadRequestLog& unread_requests);

}  // namespace dealbell::app
