#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "io/one_shot_event.hpp"
#include "redis/greeting.hpp"
#include "redis/reply.hpp"
#include "redis/resp.hpp"
#include "redis/transport.hpp"
#include "redis/url.hpp"

namespace dealbell::redis {

struct ConnectionLimits {
  std::size_t reply_max_bytes = 64 << 20;   // of one reply; the log is read in far smaller pieces
  std::size_t unsent_max_bytes = 64 << 20;  // of commands the kernel has not taken yet
  std::size_t pending_max = 100'000;        // replies still to come
};

// One connection to one server, from the greeting to the first failure; it is then lost for good.
// Commands of several callers are pipelined and answered in order. One loop, callers included; a
// pending call keeps the connection alive.
class Connection : public std::enable_shared_from_this<Connection> {
 public:
  // Connects and greets the server: AUTH, HELLO 2, CLIENT SETNAME, SELECT, PING, all within
  // `timeout`. Succeeds only with a master that has loaded its data. Otherwise Errc::unavailable
  // with the server's own message, which never contains the password.
  static boost::asio::awaitable<Result<std::shared_ptr<Connection>>> open(
      boost::asio::any_io_executor loop, Endpoint where, std::optional<Tls> tls, Greeting greeting,
      std::chrono::milliseconds timeout, ConnectionLimits limits = {});

  // Sends all commands at once; one reply per command, in their order. An error reply is a Reply,
  // not an Error. Errc::unavailable when the connection is or gets lost, or when there is no answer
  // within `timeout`; a timeout closes the connection for all callers, because a late answer could
  // not be distinguished from the answer to another command. After an error the commands may or may
  // not have been executed. Errc::too_many when a limit is reached; nothing was sent then.
  boost::asio::awaitable<Result<std::vector<Reply>>> call(std::vector<Command> commands,
                                                          std::chrono::milliseconds timeout);

  // All pending calls end with this error.
  void close(Error why);

  const std::optional<Error>& lost() const { return lost_; }
  // Waits for the connection to be lost, at most `timeout`; whether it was.
  boost::asio::awaitable<bool> lost_within(std::chrono::milliseconds timeout);

  bool idle() const { return pending_calls_.empty(); }
  const Endpoint& where() const { return where_; }
  const std::string& version() const { return version_; }  // of the Redis server, "7.0.15"

 private:
  struct PendingCall {
    explicit PendingCall(std::size_t count) : missing(count) { replies.reserve(count); }
    std::size_t missing;
    std::vector<Reply> replies;
    io::OneShotEvent done;  // answered, or the connection is lost
  };

  Connection(boost::asio::any_io_executor loop, Endpoint where, ConnectionLimits limits);
  static boost::asio::awaitable<void> run(std::shared_ptr<Connection> self, std::optional<Tls> tls);
  static boost::asio::awaitable<void> write_all(std::shared_ptr<Connection> self);
  boost::asio::awaitable<Result<>> greet(Greeting greeting, std::chrono::milliseconds timeout);
  Result<> on_bytes(std::string_view bytes);
  Result<> on_reply(Reply reply);
  Error unavailable(std::string_view what) const;

  boost::asio::any_io_executor loop_;
  Endpoint where_;
  ConnectionLimits limits_;
  Transport transport_;
  ReplyReader reader_;
  std::string unsent_;
  std::size_t sending_bytes_ = 0;  // of the write in progress
  bool writing_ = false;           // whether write_all() runs
  std::deque<std::shared_ptr<PendingCall>> pending_calls_;
  std::size_t pending_replies_ = 0;
  std::string version_;
  std::optional<Error> lost_;
  io::OneShotEvent opened_;  // or lost while opening
  io::OneShotEvent closed_;
};

}  // namespace dealbell::redis
