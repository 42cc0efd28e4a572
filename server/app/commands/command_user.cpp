#include <iostream>

#include "app/commands/commands.hpp"
#include "app/commands/local_server.hpp"
#include "app/commands/print_error.hpp"
#include "wire/answers_json.hpp"

namespace dealbell::app {

int user_link(const ops::CommandLine& line) {
  auto server = LocalServer::find(line.config.data);
  if (!server)
    return print_error(error(Errc::not_found, "no server runs on " + line.config.data +
                                                  ": start it, it prints a link itself"));
  const auto response = server->request("POST", "/api/v1/users/admin/link", "", "");
  if (!response) return print_error(response.error());
  const auto link = wire::read_login_link(response->body);
  if (!link) return print_error(link.error());
  std::cout << *link << "\n";
  return 0;
}

}  // namespace dealbell::app
