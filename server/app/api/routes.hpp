#pragma once

#include <vector>

#include "app/api/context.hpp"
#include "net/http/http.hpp"

namespace dealbell::app {

// Every HTTP endpoint as data: method, path, handler, limits. `api` outlives the routes.
std::vector<net::Route> routes(ApiContext& api);

}  // namespace dealbell::app
