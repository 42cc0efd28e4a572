#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dealbell::core {

// What somebody who proved who they are may do. A role that this program does not know is `none`,
// which may do nothing: a newer program may have given it.
enum class AccessRole : unsigned char {
  none,
  ingest,   // post the events of one source
  reader,   // read through the API
  screen,   // one TV: the boards assigned to it
  viewer,   // read boards and figures
  rep,      // the own page, and boards for the whole office
  manager,  // the figures and people of teams
  admin,    // everything
};

AccessRole access_role(std::string_view name);
std::string_view name_of(AccessRole role);

// What a role extends to. An absent part means: all that the role may.
struct AccessScope {
  std::optional<std::vector<std::string>> boards{};
  std::optional<std::vector<std::string>> teams{};
  std::optional<std::string> source{};

  bool operator==(const AccessScope&) const = default;
};

}  // namespace dealbell::core
