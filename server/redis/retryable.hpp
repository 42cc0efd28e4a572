#pragma once

#include <optional>

#include "redis/reply.hpp"
#include "redis/url.hpp"

namespace dealbell::redis {

// Error replies that are about the moment or the place, not about the command.
enum class NotNow {
  wait,  // the server cannot at present: it loads, or a script runs
  leave  // this is not, or no longer, the server for this: look for another
};
// Nothing for every other reply.
std::optional<NotNow> retryable(const Reply& reply);

// Where "MOVED SLOT HOST:PORT" points to; an empty host means that of the server that said so.
// https://redis.io/docs/latest/operate/oss_and_stack/reference/cluster-spec/#moved-redirection
std::optional<Endpoint> moved_to(const Reply& reply, const Endpoint& from);

}  // namespace dealbell::redis
