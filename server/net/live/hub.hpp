#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "net/live/version.hpp"

namespace dealbell::net {

// Everything a shard needs to bring its connections up to date. Immutable, shared by all shards; a
// newer one replaces an older one that a shard has not looked at yet.
struct Publication {
  std::vector<std::shared_ptr<const Version>> channels;
  // The beat for connections that are at exactly these versions. Any thread.
  std::function<std::string(const std::vector<const Version*>&, Instant now)> beat;
};

// What a client may say on the live socket, reduced to what the hub must do about it.
struct ClientMessage {
  enum Kind { hello, subscribe, unsubscribe, resync, ignore } kind = ignore;
  struct Subscription {
    std::string channel;
    std::string epoch;      // empty: none yet
    std::int64_t rev = -1;  // -1: none yet
  };
  std::vector<Subscription> subscriptions;
};

// How much one client, one address and all of them together may ask for.
struct LiveLimits {
  std::chrono::milliseconds hello_within{5000};
  std::chrono::milliseconds close_within{2000};   // for the peer to answer our close frame
  std::chrono::milliseconds stuck_after{300000};  // no byte moved to the client for so long: closed
  std::size_t message_max_bytes = 64 * 1024;
  double messages_per_second = 20;  // of one client; what a screen says in a minute is two
  double messages_at_once = 60;
  std::size_t channels_max = 16;  // per connection
  int per_address = 1000;         // connections; a large office behind one router
  // A house full of screens after a restart, all within seconds, while those that are connected go
  // on: coming in takes about a fifth of a millisecond of the processor.
  double upgrades_per_second = 2000;
  double upgrades_at_once = 1000;
  // When we stop we ask so many to come back per second.
  double reconnects_per_second = 1000;
};

// The protocol's words, given by the layer that knows them. All called on shard threads.
struct LiveProtocol {
  std::string path = "/live";
  std::string stream_path = "/live/sse";
  std::string subprotocol;
  std::string channel_parameter = "board";  // ?board=ID[&epoch=E&rev=N] subscribes without a hello
  std::chrono::milliseconds beat_every{5000};
  LiveLimits limits;
  std::function<Result<ClientMessage>(std::string_view text)> parse;
  std::function<std::string(const std::vector<std::string>& denied, Instant now)> welcome;
  std::function<std::string(std::chrono::milliseconds reconnect_in)> drain;
};

}  // namespace dealbell::net
