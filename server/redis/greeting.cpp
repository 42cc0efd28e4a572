#include "redis/greeting.hpp"

namespace dealbell::redis {
namespace {

// The reply to HELLO is a flat list of names and values.
std::string value_of(const Reply& hello, std::string_view name) {
  for (std::size_t i = 0; i + 1 < hello.array.size(); i += 2)
    if (hello.array[i].text == name) return hello.array[i + 1].text;
  return {};
}

}  // namespace

std::vector<Command> greeting_commands(const Greeting& greeting) {
  std::vector<Command> commands;
  const auto& [user, password] = greeting.login;
  if (!password.empty() && user.empty()) commands.push_back({"AUTH", password});
  if (!password.empty() && !user.empty()) commands.push_back({"AUTH", user, password});
  if (!greeting.to_sentinel) commands.push_back({"HELLO", "2"});
  if (!greeting.name.empty()) commands.push_back({"CLIENT", "SETNAME", greeting.name});
  if (greeting.database != 0) commands.push_back({"SELECT", std::to_string(greeting.database)});
  commands.push_back({"PING"});
  return commands;
}

Result<ServerInfo> read_greeting(const Greeting& greeting, const std::vector<Reply>& replies) {
  const auto commands = greeting_commands(greeting);
  ServerInfo server;
  std::string role = greeting.to_sentinel ? "master" : "";
  for (std::size_t i = 0; i < commands.size(); ++i) {
    const auto& name = commands[i].front();
    if (name == "CLIENT") continue;  // the name is optional, and the user may lack the permission
    if (replies[i].is_error()) return error(Errc::unavailable, name + ": " + replies[i].text);
    if (name != "HELLO") continue;
    server.version = value_of(replies[i], "version");
    role = value_of(replies[i], "role");
  }
  if (role != "master") return error(Errc::unavailable, "is a " + role + ", not a master");
  return server;
}

}  // namespace dealbell::redis
