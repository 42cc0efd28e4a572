#pragma once

#include <string>

#include "app/auth/access.hpp"
#include "app/office/office.hpp"

namespace dealbell::app {

// The admin's token: made on the first start, kept in a file of the data directory that only its
// owner reads, and made again when the office does not know it. `name` is what a new one is called
// in the list of tokens. Waits for the office's disk.
Result<std::string> admin_token(Office& office, Access& access, const std::string& data,
                                const std::string& name);

}  // namespace dealbell::app
