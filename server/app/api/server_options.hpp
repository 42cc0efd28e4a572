#pragma once

#include "app/api/context.hpp"
#include "app/api/unread_request_log.hpp"
#include "net/server/server.hpp"
#include "ops/config.hpp"

namespace dealbell::app {

// How the server listens and what it answers. ApiContext and refusals must outlive it.
net::ServerOptions server_options(const ops::HostPort& listen, const ops::Config& config,
                                  ApiContext& services, UnreadRequestLog& refusals);

}  // namespace dealbell::app
