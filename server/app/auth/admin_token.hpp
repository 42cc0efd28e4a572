#pragma once

#include <boost/asio/awaitable.hpp>
#include <string>

#include "app/auth/access.hpp"
#include "app/office/office.hpp"

namespace dealbell::app {

// Returns the id of the admin's token. It is created on the first start, kept in a file of the data
// directory that only its owner can read, and created again when the office does not accept it: so
// the machine's owner always has a way in. `name` is shown in the list of tokens.
boost::asio::awaitable<Result<std::string>> ensure_admin_token(Office& office, Access& access,
                                                               std::string data, std::string name);

}  // namespace dealbell::app
