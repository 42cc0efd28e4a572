#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "redis/reply.hpp"
#include "redis/url.hpp"

namespace dealbell::redis {

// What is said first on a new connection.
struct Greeting {
  Login login;
  std::string name;  // what CLIENT LIST shows; empty: none
  int database = 0;
  bool to_sentinel = false;  // which has no databases and no role
};

// AUTH, HELLO 2, CLIENT SETNAME, SELECT and PING, as far as they are needed. HELLO says what role
// the server has without a permission of its own, unlike ROLE and INFO; PING is refused as long as
// the server loads its data.
std::vector<Command> greeting_commands(const Greeting& greeting);

struct Welcome {
  std::string version;  // of Redis
};
// Errc::unavailable when a command was refused, or when the server is not a master.
Result<Welcome> read_welcome(const Greeting& greeting, const std::vector<Reply>& replies);

}  // namespace dealbell::redis
