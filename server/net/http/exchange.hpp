#pragma once

#include <boost/asio/awaitable.hpp>
#include <memory>

#include "net/http/http.hpp"

namespace dealbell::net {

// Runs the route's handler and returns its response; 500 if it throws. If it takes longer than the
// route allows, the response is 503 and the handler continues with its own copy of the request,
// since work that has begun on another thread cannot be cancelled.
boost::asio::awaitable<Response> answer_within_timeout(const Route& route, Request request);

}  // namespace dealbell::net
