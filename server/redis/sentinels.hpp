#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <string>

#include "base/result.hpp"
#include "redis/url.hpp"

namespace dealbell::redis {

// Asks the sentinels of the URL in turn for the master's address, each with this timeout, and
// returns the first answer; the caller must still check that the server is a master.
// https://redis.io/docs/latest/develop/reference/sentinel-clients/
// Errc::unavailable with the message of each sentinel when none has an answer.
boost::asio::awaitable<Result<Endpoint>> find_master(boost::asio::any_io_executor loop,
                                                     const Url& url, std::string name,
                                                     std::chrono::milliseconds timeout);

}  // namespace dealbell::redis
