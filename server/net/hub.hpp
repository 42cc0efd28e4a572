#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"

namespace dealbell::net {

using Text = std::shared_ptr<const std::string>;

// A text that is made when somebody first needs it, once, for everybody; from any thread.
class LazyText {
 public:
  explicit LazyText(std::function<std::string()> make) : make_(std::move(make)) {}
  Text get() const {
    std::call_once(once_, [this] {
      text_ = std::make_shared<const std::string>(make_());
      make_ = nullptr;
    });
    return text_;
  }

 private:
  mutable std::once_flag once_;
  mutable std::function<std::string()> make_;
  mutable Text text_;
};

// The newest version of a channel (for us: a board) as finished texts. `delta` takes a reader from
// `from` to `rev` (null when there is none); whoever is elsewhere gets the snapshot.
struct ChannelState {
  std::string channel;
  std::string epoch;
  std::int64_t rev = 0;
  std::int64_t from = 0;
  Text delta;
  std::shared_ptr<const LazyText> snapshot;
};

// Everything a shard needs to bring its connections up to date. Immutable, shared by all shards; a
// newer one replaces an older one that no shard has looked at yet, with one exception a publisher
// must not forget: a delta must then span both (`from` of the older), or be null.
struct Publication {
  std::vector<ChannelState> channels;
  // The beat for connections that are at exactly these channels' revs. Any thread.
  std::function<std::string(const std::vector<const ChannelState*>&, Instant now)> beat;
};

// What a client may say on the live socket, reduced to what the hub must do about it.
struct ClientMessage {
  enum Kind { hello, subscribe, unsubscribe, resync, ignore } kind = ignore;
  struct Wish {
    std::string channel;
    std::string epoch;      // empty: none yet
    std::int64_t rev = -1;  // -1: none yet
  };
  std::vector<Wish> wishes;
};

// The protocol's words, given by the layer that knows them. All called on shard threads.
struct LiveProtocol {
  std::string path = "/live";
  std::string subprotocol;
  std::string channel_parameter = "board";  // ?board=ID subscribes without a hello
  std::chrono::milliseconds beat_every{5000};
  std::chrono::milliseconds hello_within{5000};
  std::chrono::milliseconds stuck_after{60000};  // no byte moved to the client for so long: closed
  std::size_t message_max_bytes = 64 * 1024;
  std::size_t channels_max = 16;  // per connection
  std::function<Result<ClientMessage>(std::string_view text)> parse;
  std::function<std::string(const std::vector<std::string>& denied, Instant now)> welcome;
  std::function<std::string(std::chrono::milliseconds reconnect_in)> drain;
};

}  // namespace dealbell::net
