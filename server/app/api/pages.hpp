#pragma once

#include "app/api/context.hpp"

namespace dealbell::app {

// A page of the web folder, whatever the address under which it is shown.
Answer get_page(ApiContext& api, const char* file, const net::Request& request);

}  // namespace dealbell::app
