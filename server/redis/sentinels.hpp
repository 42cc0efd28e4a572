#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <string>

#include "base/result.hpp"
#include "redis/url.hpp"

namespace dealbell::redis {

// Asks the sentinels of the URL in turn who the master is, each for at most `longest`, and takes
// the first answer; who asks must still see for itself that it is one.
// https://redis.io/docs/latest/develop/reference/sentinel-clients/
// Errc::unavailable with the words of each when none knows.
boost::asio::awaitable<Result<Endpoint>> ask_sentinels(boost::asio::any_io_executor loop,
                                                       const Url& url, std::string name,
                                                       std::chrono::milliseconds longest);

}  // namespace dealbell::redis
