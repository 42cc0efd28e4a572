#pragma once

#include <optional>

#include "redis/reply.hpp"
#include "redis/url.hpp"

namespace dealbell::redis {

// How to retry a command whose error reply is about the server, not about the command.
enum class Retry {
  later,     // with the same server: it is loading its data, or a script is running
  elsewhere  // with another server: this one is not, or no longer, the right one
};
// nullopt: the reply is no such error.
std::optional<Retry> retryable(const Reply& reply);

// Where "MOVED SLOT HOST:PORT" points to; an empty host means the host of the replying server.
// https://redis.io/docs/latest/operate/oss_and_stack/reference/cluster-spec/#moved-redirection
std::optional<Endpoint> moved_to(const Reply& reply, const Endpoint& from);

}  // namespace dealbell::redis
