#pragma once

#include "app/api/context.hpp"

namespace dealbell::app {

// POST /login: {"code":"…"} from the printed link, or {"token":"…"}. Answers with the cookie of a
// device that has the same rights.
Answer post_login(ApiContext& api, const net::Request& request);

}  // namespace dealbell::app
