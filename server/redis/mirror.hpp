#pragma once

#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/log_position.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "redis/keys.hpp"
#include "redis/reconnecting_client.hpp"
#include "redis/script.hpp"

namespace dealbell::redis {

// The whole value that a key should have.
struct MirrorKey {
  enum class Kind : std::uint8_t { ranking, table };  // a sorted set, a hash
  using Values = std::map<std::string, std::string>;  // member → score, field → text

  Kind kind = Kind::table;
  Values values;  // at most 10,000; empty: the key should not exist
  TimedPosition position;
};

struct MirrorWin {
  std::string deal;  // each is written once
  Instant at{};
  std::vector<std::pair<std::string, std::string>> fields;
};

// All keys of an office, by their name without "dealbell:{ORG}:".
struct MirrorContent {
  std::map<std::string, MirrorKey> keys;
  std::vector<MirrorWin> wins;  // in stream order, also those written before; at most 1,000
  TimedPosition position;       // every key reflects the log up to here or further
};

// Writes an office's figures for other programs: only the keys that differ from what it has written
// over this connection. One script replaces a whole key, unless Redis has it with a newer position;
// README.md lists the keys. On the client's loop; one write at a time.
class MirrorWriter {
 public:
  MirrorWriter(ReconnectingClient& client, const std::string& org);

  struct Written {
    std::size_t count = 0;  // keys and wins, without those that Redis has with a newer position
    bool ahead = false;     // Redis has figures with a later log or seq than these
  };
  // Errors as ReconnectingClient::call, and Errc::internal when Redis refuses a key. Some keys may
  // be written then; the next write sends the rest.
  boost::asio::awaitable<Result<Written>> write(const MirrorContent& content);

  // Whether Redis still has what was written. False after a new connection, which may be to another
  // server, after a flush, and when somebody has deleted a key; the next write is then of
  // everything. Errors as ReconnectingClient::call.
  boost::asio::awaitable<Result<bool>> is_intact();

 private:
  struct ScriptCall {
    const Script* script;
    std::vector<std::string> keys, arguments;
    std::string name;  // of the key; empty: a win
  };
  ScriptCall call_for(const std::string& name, const MirrorKey& key) const;
  ScriptCall call_for(const MirrorWin& win) const;
  boost::asio::awaitable<Result<std::vector<Reply>>> run(const std::vector<ScriptCall>& calls);
  boost::asio::awaitable<Result<>> publish(const TimedPosition& position,
                                           const std::vector<std::string>& names);
  void forget_written();
  std::string full(const std::string& name) const { return key_of(org_, name); }

  ReconnectingClient& client_;
  std::string org_;
  std::uint64_t connection_ = 0;  // the connection that the following was written over
  std::map<std::string, MirrorKey::Values> written_;
  std::set<std::string> wins_;  // deals of the last content
};

}  // namespace dealbell::redis
