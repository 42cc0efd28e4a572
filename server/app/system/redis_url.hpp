#pragma once

#include <string>

#include "base/result.hpp"
#include "ops/config.hpp"
#include "redis/url.hpp"

namespace dealbell::app {

// The URL of Redis with its passwords, which may come from the environment or from files (relative
// to the folder of the settings). `config` must have a URL. Errc::usage with the pointer into the
// settings; the message never contains a password.
Result<redis::Url> redis_url(const ops::Config& config);

// A warning if the settings name a Redis that nothing uses; otherwise empty.
std::string idle_redis(const ops::Config& config);

}  // namespace dealbell::app
