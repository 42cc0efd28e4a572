#pragma once

#include <boost/asio/awaitable.hpp>
#include <memory>

#include "net/http/http.hpp"

namespace dealbell::net {

// Runs the route's handler and returns its answer; 500 when it throws. When it takes longer than
// the route allows the answer is 503 and the handler goes on alone with its own copy of the
// request, since work that was begun elsewhere cannot be called back.
boost::asio::awaitable<Response> answer_within_timeout(const Route& route, Request request);

}  // namespace dealbell::net
