#pragma once

#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "redis/reconnecting_client.hpp"
#include "redis/reply.hpp"

namespace dealbell::redis {

// A Lua script, run by EVALSHA, or by EVAL when the server does not have it cached. It must outlive
// its calls; any thread.
class Script {
 public:
  explicit Script(std::string_view text);

  // As ReconnectingClient::call; takes two calls within `timeout` when the server does not have the
  // script. The Reply is the script's result, including errors that it raised.
  boost::asio::awaitable<Result<Reply>> run(ReconnectingClient& client,
                                            std::vector<std::string> keys,
                                            std::vector<std::string> arguments,
                                            std::chrono::milliseconds timeout) const;

  // For pipelines: after a NOSCRIPT reply the caller sends the whole text.
  Command by_hash(std::vector<std::string> keys, std::vector<std::string> arguments) const;
  Command by_text(std::vector<std::string> keys, std::vector<std::string> arguments) const;

 private:
  std::string text_;
  std::string hash_;  // SHA-1 of the text, 40 hex digits
};

}  // namespace dealbell::redis
