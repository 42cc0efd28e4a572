#pragma once

#include <string>

#include "app/auth/access.hpp"
#include "app/office/office.hpp"

namespace dealbell::app {

// The admin's token. It is created on the first start, kept in a file of the data directory that
// only its owner can read, and created again when the office does not accept it. `name` is shown in
// the list of tokens. Blocks on the office's disk thread.
Result<std::string> admin_token(Office& office, Access& access, const std::string& data,
                                const std::string& name);

}  // namespace dealbell::app
