#pragma once

#include <string>

#include "ops/config.hpp"

namespace dealbell::app {

// Runs the server until SIGINT or SIGTERM, or until it cannot go on; a second signal ends the
// process at once, as does one during the start. SIGHUP reloads the sources. Returns the exit code.
int serve(const ops::Config& config, const std::string& build);

}  // namespace dealbell::app
