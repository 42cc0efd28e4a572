#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "redis/reply.hpp"
#include "redis/url.hpp"

namespace dealbell::redis {

// The first commands on a new connection.
struct Greeting {
  Login login;
  std::string name;  // shown by CLIENT LIST; empty: none
  int database = 0;
  bool to_sentinel = false;  // sentinels have no databases and no role
};

// AUTH, HELLO 2, CLIENT SETNAME, SELECT and PING, as far as they are needed. HELLO returns the
// server's role without a permission of its own, unlike ROLE and INFO; PING is refused while the
// server loads its data.
std::vector<Command> greeting_commands(const Greeting& greeting);

struct ServerInfo {
  std::string version;  // of Redis
};
// Reads the replies to greeting_commands(). Errc::unavailable when a command was refused, or when
// the server is not a master.
Result<ServerInfo> read_greeting(const Greeting& greeting, const std::vector<Reply>& replies);

}  // namespace dealbell::redis
