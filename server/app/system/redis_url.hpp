#pragma once

#include <string>

#include "base/result.hpp"
#include "ops/config.hpp"
#include "redis/url.hpp"

namespace dealbell::app {

// Where Redis is, with the passwords fetched from their places, which are named as seen from the
// settings' folder. Only of a configuration that has a URL. Errc::usage, with the pointer into the
// settings; never with a password.
Result<redis::Url> redis_url(const ops::Config& config);

// What to tell whoever says where Redis is and gives it nothing to do; empty when it has.
std::string idle_redis(const ops::Config& config);

}  // namespace dealbell::app
