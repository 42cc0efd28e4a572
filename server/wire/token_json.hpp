#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "core/access/role.hpp"

namespace dealbell::wire {

// What POST /api/v1/tokens asks for.
struct NewToken {
  std::string name;
  core::AccessRole role = core::AccessRole::none;
  core::AccessScope scope{};
  std::optional<Instant> expires_at{};
};
// Errors with the JSON pointer of what is wrong. Roles are those of core::AccessRole.
Result<NewToken> read_new_token(std::string_view body);

struct ListedDevice {
  std::string id, agent, from;
  Instant created_at, expires_at, used_at;
  bool connected = false;  // has an open live connection
  bool current = false;    // asks for the list
};
struct ListedToken {
  std::string id, name, role;
  Instant created_at;
  std::optional<Instant> expires_at{};
  Instant used_at;
  std::vector<ListedDevice> devices{};
};
// `devices`: those whose token was not recorded.
struct TokenList {
  std::vector<ListedToken> tokens{};
  std::vector<ListedDevice> devices{};
};
std::string write_token_list(const TokenList& list);
// Our own JSON, for our commands; Errc::io if it is not such a list.
Result<TokenList> read_token_list(std::string_view body);

// {"id":…,"token":…}: the answer to POST /api/v1/tokens.
struct IssuedToken {
  std::string id, token;
};
Result<IssuedToken> read_issued_token(std::string_view body);

}  // namespace dealbell::wire
