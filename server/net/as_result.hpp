#pragma once

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace dealbell::net {

// Waits in a coroutine; an error is a value.
constexpr auto as_result = boost::asio::as_tuple(boost::asio::use_awaitable);

}  // namespace dealbell::net
