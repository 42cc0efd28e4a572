#include "redis/script.hpp"

#include <iterator>

#include "base/hex.hpp"
#include "crypto/digest.hpp"

namespace dealbell::redis {
namespace asio = boost::asio;
using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;
namespace {

Command evaluation(std::string how, std::string what, std::vector<std::string> keys,
                   std::vector<std::string> arguments) {
  Command command{std::move(how), std::move(what), std::to_string(keys.size())};
  std::move(keys.begin(), keys.end(), std::back_inserter(command));
  std::move(arguments.begin(), arguments.end(), std::back_inserter(command));
  return command;
}

}  // namespace

Script::Script(std::string_view text) : text_(text), hash_(to_hex(crypto::sha1({text}))) {}

Command Script::by_hash(std::vector<std::string> keys, std::vector<std::string> arguments) const {
  return evaluation("EVALSHA", hash_, std::move(keys), std::move(arguments));
}

Command Script::by_text(std::vector<std::string> keys, std::vector<std::string> arguments) const {
  return evaluation("EVAL", text_, std::move(keys), std::move(arguments));
}

asio::awaitable<Result<Reply>> Script::run(ReconnectingClient& client,
                                           std::vector<std::string> keys,
                                           std::vector<std::string> arguments,
                                           milliseconds timeout) const {
  const auto end = Clock::now() + timeout;
  auto reply = co_await client.call(by_hash(keys, arguments), timeout);
  if (!reply || !reply->is_error("NOSCRIPT")) co_return reply;
  auto whole = by_text(std::move(keys), std::move(arguments));
  co_return co_await client.call(std::move(whole),
                                 std::chrono::ceil<milliseconds>(end - Clock::now()));
}

}  // namespace dealbell::redis
