#pragma once

#include "app/api/context.hpp"

namespace dealbell::app {

// POST /login: {"code":"…"} from the printed link, or {"token":"…"}. Answers with a session cookie
// of the same role.
Answer post_login(ApiContext& api, const net::Request& request);

}  // namespace dealbell::app
