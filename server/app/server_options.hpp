#pragma once

#include "app/handlers.hpp"
#include "app/refusals.hpp"
#include "net/server.hpp"
#include "ops/config.hpp"

namespace dealbell::app {

// How the server listens and what it answers. Services and refusals must outlive it.
net::ServerOptions server_options(const ops::HostPort& listen, const ops::Config& config,
                                  Services& services, Refusals& refusals);

}  // namespace dealbell::app
