#pragma once

#include "app/api/context.hpp"

namespace dealbell::app {

// GET /api/v1/boards: every board and its rev.
Answer get_boards(ApiContext& api, const net::Request& request);

// GET /api/v1/boards/{board}: the board as screens draw it; 304 for an If-None-Match that is still
// right.
Answer get_board(ApiContext& api, const net::Request& request);

}  // namespace dealbell::app
