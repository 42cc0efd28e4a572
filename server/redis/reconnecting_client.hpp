#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "redis/connection.hpp"
#include "redis/reply.hpp"
#include "redis/url.hpp"

namespace dealbell::redis {

// For health pages.
struct ClientState {
  bool connected = false;
  Instant since{};      // when it connected or lost the connection; at first when it was made
  std::string where;    // HOST:PORT of the server, the last one when not connected
  std::string version;  // of that server
  std::string error;    // why it is not connected; never contains the password
  std::uint64_t connections = 0;
};

// A Redis client that reconnects for ever: to the server of the URL, to the master that its
// sentinels name at that moment, or to where MOVED points. One loop, which outlives the client,
// construction and callers included. The client may be destroyed while calls are pending.
class ReconnectingClient {
 public:
  struct Options {
    Url url;
    std::string name;                                 // shown by CLIENT LIST: "dealbell:NODE"
    std::chrono::milliseconds connect_timeout{2000};  // for each server and each sentinel
    // The first and the longest wait between attempts, with jitter.
    std::chrono::milliseconds retry_first{50};
    std::chrono::milliseconds retry_max{5000};
    // How often an idle connection is tested by PING, and the sentinels are asked whether the
    // master is still the master: a server that hangs or was cut off does not report it.
    std::chrono::milliseconds check_every{3000};
    std::uint64_t seed = 0;  // of the jitter; 0: a random one
    ConnectionLimits limits{};
  };

  ReconnectingClient(boost::asio::any_io_executor loop, Options options);
  ReconnectingClient(const ReconnectingClient&) = delete;
  ReconnectingClient& operator=(const ReconnectingClient&) = delete;
  ~ReconnectingClient();  // stops

  void start();  // once
  // Pending calls end with an error. It cannot be started again.
  void stop();

  // One Reply per command, in order; an error reply is a Reply, not an Error. The commands are sent
  // together, but commands of other callers may run between them: use a script where that matters.
  // Ends within `timeout`; for a blocking command that includes its wait and some margin, and it
  // needs a client of its own.
  //
  // Errc::unavailable when there is no connection, when it was lost or there was no answer in time,
  // or when a reply asks to retry (LOADING, READONLY, MOVED …: redis/retryable.cpp). Some or all of
  // the commands may have been executed then. Errc::too_many when a limit of ConnectionLimits is
  // reached; nothing was sent then.
  boost::asio::awaitable<Result<std::vector<Reply>>> call(std::vector<Command> commands,
                                                          std::chrono::milliseconds timeout);
  boost::asio::awaitable<Result<Reply>> call(Command command, std::chrono::milliseconds timeout);

  // Drops the connection and connects again, to the server that is then the right one. Pending
  // calls end with an error.
  void reconnect(const std::string& why);

  // How many times it has connected. Another number means another connection, maybe to another
  // server.
  std::uint64_t connections() const;
  bool connected() const;
  // Waits for a connection, at most `timeout`; whether there is one.
  boost::asio::awaitable<bool> connected_within(std::chrono::milliseconds timeout);
  ClientState state() const;

 private:
  class Core;
  std::shared_ptr<Core> core_;
};

}  // namespace dealbell::redis
