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

// A Lua script: EVALSHA, and EVAL when the server does not know it (any more). It outlives the
// calls; from any thread.
class Script {
 public:
  explicit Script(std::string_view text);

  // As Link::call, which may be asked twice within `longest`. What the script answers, errors that
  // it raised included, is the Reply.
  boost::asio::awaitable<Result<Reply>> run(ReconnectingClient& link, std::vector<std::string> keys,
                                            std::vector<std::string> arguments,
                                            std::chrono::milliseconds longest) const;

  // For pipelines: the caller looks for NOSCRIPT and then says the whole text.
  Command by_hash(std::vector<std::string> keys, std::vector<std::string> arguments) const;
  Command by_text(std::vector<std::string> keys, std::vector<std::string> arguments) const;

 private:
  std::string text_;
  std::string hash_;  // SHA-1, 40 hex digits: Redis' name for the text
};

}  // namespace dealbell::redis
