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
  Instant since{};      // when it connected or lost the connection; when it started
  std::string where;    // HOST:PORT of the server, the last one when not connected
  std::string version;  // of that server
  std::string error;    // why the connection was lost or none was made; never with the password
  std::uint64_t connections = 0;
};

// A connection to Redis that comes back for ever: to the server of the URL, to the master that its
// sentinels name at that moment, or to where MOVED points. Everything, construction and callers
// included, happens on one loop, which outlives the Link. A Link may go while calls wait.
class ReconnectingClient {
 public:
  struct Options {
    Url url;
    std::string name;                                 // what CLIENT LIST shows: "dealbell:NODE"
    std::chrono::milliseconds connect_longest{2000};  // of each server and sentinel asked
    // Waits between tries grow from the first to the longest, with jitter.
    std::chrono::milliseconds retry_first{50};
    std::chrono::milliseconds retry_longest{5000};
    // An idle connection is tried by PING so often, and the sentinels are asked whether the master
    // is still the master: a server that hangs or was cut off says nothing by itself.
    std::chrono::milliseconds check_every{3000};
    std::uint64_t seed = 0;  // of the jitter; 0: a random one
    ConnectionLimits limits{};
  };

  ReconnectingClient(boost::asio::any_io_executor loop, Options options);
  ReconnectingClient(const ReconnectingClient&) = delete;
  ReconnectingClient& operator=(const ReconnectingClient&) = delete;
  ~ReconnectingClient();  // stops

  void start();  // once
  // Calls that wait end with an error. No way back.
  void stop();

  // One Reply per command, in order; an error reply is a Reply, not an Error. The commands travel
  // together, but others may come between them: what belongs together is a script. Ends within
  // `longest`; a blocking command has its own wait and some margin in it, and a Link of its own.
  //
  // Errc::unavailable when there is no connection, when it was lost or the answer did not come in
  // time, or when a reply says "not now" (LOADING, READONLY, MOVED …: redis/not_now.cpp). Whether
  // the commands, or some of them, were done is then unknown. Errc::too_many when too much waits
  // already, see ConnectionLimits; then nothing was sent.
  boost::asio::awaitable<Result<std::vector<Reply>>> call(std::vector<Command> commands,
                                                          std::chrono::milliseconds longest);
  boost::asio::awaitable<Result<Reply>> call(Command command, std::chrono::milliseconds longest);

  // Leaves the server it is connected to, for the one that is the right one now. Calls that wait
  // end with an error.
  void reconnect(const std::string& why);

  // How many times it has connected: another number, another connection, maybe another server.
  std::uint64_t connections() const;
  bool connected() const;
  // Whether there is a connection, waiting for one for at most `longest`.
  boost::asio::awaitable<bool> connected_within(std::chrono::milliseconds longest);
  ClientState state() const;

 private:
  class Core;
  std::shared_ptr<Core> core_;
};

}  // namespace dealbell::redis
