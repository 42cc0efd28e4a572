#pragma once

#include <string>

#include "ops/config.hpp"

namespace dealbell::app {

// Runs the server until SIGINT or SIGTERM; a second signal insists. The exit code.
int serve(const ops::Config& config, const std::string& build);

}  // namespace dealbell::app
