#pragma once

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace dealbell::net {

// Completion token for co_await: errors are returned, not thrown.
constexpr auto as_result = boost::asio::as_tuple(boost::asio::use_awaitable);

}  // namespace dealbell::net
