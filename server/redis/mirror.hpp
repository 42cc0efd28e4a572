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

#include "base/result.hpp"
#include "base/time.hpp"
#include "redis/keys.hpp"
#include "redis/reconnecting_client.hpp"
#include "redis/script.hpp"

namespace dealbell::redis {

// What a figure reflects: the newest event in it, and when it was taken.
struct MirrorPosition {
  std::int64_t log = 0;  // the number of the log that counts `seq`
  std::uint64_t seq = 0;
  Instant at{};
  auto operator<=>(const MirrorPosition&) const = default;
};

// A key as it should be, whole.
struct MirrorKey {
  enum class Kind : std::uint8_t { ranking, table };  // a sorted set, a hash
  using Values = std::map<std::string, std::string>;  // member → score, field → text

  Kind kind = Kind::table;
  Values values;  // none: there is no key; at most 10,000
  MirrorPosition position;
};

struct MirrorWin {
  std::string deal;  // each is written once
  Instant at{};
  std::vector<std::pair<std::string, std::string>> fields;
};

// Keys by their name without "dealbell:{ORG}:". All keys there are, each time.
struct MirrorContent {
  std::map<std::string, MirrorKey> keys;
  std::vector<MirrorWin> wins;  // candidates, in their order; at most 1,000
  MirrorPosition position;      // all keys are of this or a newer one
};

// Writes an office's figures for other programs: only the keys that differ from what it has written
// over this connection. A key is written whole by one script, unless Redis has it of a newer
// position; the keys are in README.md. On the Link's loop; one write at a time.
class MirrorWriter {
 public:
  MirrorWriter(ReconnectingClient& link, const std::string& org);

  struct Written {
    std::size_t count = 0;  // keys and wins, without those of which Redis had newer ones
    bool ahead = false;     // Redis has figures of a later log or seq than these
  };
  // Errors as Link::call, Errc::internal for what Redis refuses; some may be written then. Whatever
  // is lacking goes out with the next write.
  boost::asio::awaitable<Result<Written>> write(const MirrorContent& content);

  // Whether Redis still has what was written: not after a new connection, which may be to another
  // server, nor after a flush, nor when somebody has deleted a key. Then the next write is of
  // everything. Errors as Link::call.
  boost::asio::awaitable<Result<bool>> stands();

 private:
  struct Order {
    const Script* script;
    std::vector<std::string> keys, arguments;
    std::string name;  // of the key; empty: a win
  };
  Order order_for(const std::string& name, const MirrorKey& key) const;
  Order order_for(const MirrorWin& win) const;
  boost::asio::awaitable<Result<std::vector<Reply>>> give(const std::vector<Order>& orders);
  boost::asio::awaitable<Result<>> announce(const MirrorPosition& position,
                                            const std::vector<std::string>& names);
  void forget();
  std::string full(const std::string& name) const { return key_of(org_, name); }

  ReconnectingClient& link_;
  std::string org_;
  std::uint64_t connection_ = 0;  // over which the following was written
  std::map<std::string, MirrorKey::Values> written_;
  std::set<std::string> wins_;  // deals, of the last content alone
};

}  // namespace dealbell::redis
