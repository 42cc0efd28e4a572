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
  std::size_t reply_max_bytes = 64 << 20;   // of one reply; the log is read in pieces far smaller
  std::size_t unsent_max_bytes = 64 << 20;  // of commands the kernel has not taken yet
  std::size_t awaited_max = 100'000;        // replies that are still to come
};

// One connection to one server, from its greeting until anything goes wrong; then it is lost for
// good. Commands of several callers travel one behind the other and are answered in that order.
// Everything happens on one loop, callers included; whoever waits keeps the connection alive.
class Connection : public std::enable_shared_from_this<Connection> {
 public:
  // Connects and greets: AUTH, HELLO 2, CLIENT SETNAME, SELECT, PING, all within `longest`. Only a
  // master is taken, and only one that has loaded its data. Errc::unavailable otherwise, with the
  // server's own words; never with the password.
  static boost::asio::awaitable<Result<std::shared_ptr<Connection>>> open(
      boost::asio::any_io_executor loop, Endpoint where, std::optional<Tls> tls, Greeting greeting,
      std::chrono::milliseconds longest, ConnectionLimits limits = {});

  // Sends all commands at once; one reply per command, in their order. An error reply is a reply.
  // Errc::unavailable when the connection is or gets lost, or when the answer takes longer than
  // `longest`, which closes the connection for everybody: what comes later could not be told from
  // the answer to something else. The commands may have been done nevertheless. Errc::too_many
  // when too much is waiting already; then nothing was sent.
  boost::asio::awaitable<Result<std::vector<Reply>>> call(std::vector<Command> commands,
                                                          std::chrono::milliseconds longest);

  // Everybody who waits gets this error.
  void close(Error why);

  const std::optional<Error>& lost() const { return lost_; }
  // Whether it was lost within `longest`.
  boost::asio::awaitable<bool> lost_within(std::chrono::milliseconds longest);

  bool idle() const { return awaited_.empty(); }
  const Endpoint& where() const { return where_; }
  const std::string& version() const { return version_; }  // Redis' own, "7.0.15"

 private:
  // One call between its last byte in and its last reply out.
  struct Awaited {
    explicit Awaited(std::size_t count) : missing(count) { replies.reserve(count); }
    std::size_t missing;
    std::vector<Reply> replies;
    io::OneShotEvent done;  // answered, or the connection is lost
  };

  Connection(boost::asio::any_io_executor loop, Endpoint where, ConnectionLimits limits);
  static boost::asio::awaitable<void> live(std::shared_ptr<Connection> self,
                                           std::optional<Tls> tls);
  static boost::asio::awaitable<void> write_all(std::shared_ptr<Connection> self);
  boost::asio::awaitable<Result<>> greet(Greeting greeting, std::chrono::milliseconds longest);
  Result<> take(std::string_view bytes);
  Result<> take(Reply reply);
  Error unavailable(std::string_view what) const;

  boost::asio::any_io_executor loop_;
  Endpoint where_;
  ConnectionLimits limits_;
  Transport transport_;
  ReplyReader reader_;
  std::string unsent_;
  std::size_t sending_bytes_ = 0;  // of what is being written
  bool writing_ = false;           // whether write_all() runs
  std::deque<std::shared_ptr<Awaited>> awaited_;
  std::size_t awaited_replies_ = 0;
  std::string version_;
  std::optional<Error> lost_;
  io::OneShotEvent opened_;  // or lost on the way
  io::OneShotEvent gone_;
};

}  // namespace dealbell::redis
