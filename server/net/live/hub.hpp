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

// Everything a shard needs to bring its connections up to date. Immutable, shared by all shards. A
// newer one replaces one that a shard has not processed yet.
struct Publication {
  std::vector<std::shared_ptr<const Version>> channels;
  // The text of the beat for connections that have exactly these versions. Any thread.
  std::function<std::string(const std::vector<const Version*>&, Instant now)> beat;
};

// A message of a client on the live socket, reduced to what the hub does about it.
struct ClientMessage {
  enum Kind { hello, subscribe, unsubscribe, resync, ignore } kind = ignore;
  struct Subscription {
    std::string channel;
    std::string epoch;      // empty: the client has none
    std::int64_t rev = -1;  // -1: the client has none
  };
  std::vector<Subscription> subscriptions;
};

// Limits of one client, of one address and of all together.
struct LiveLimits {
  std::chrono::milliseconds hello_within{5000};
  std::chrono::milliseconds close_within{2000};   // for the peer's answer to our close frame
  std::chrono::milliseconds stuck_after{300000};  // closed if no byte could be sent for so long
  // After this time a client is asked to connect again: only a new request can renew its cookie.
  std::chrono::milliseconds connected_for{std::chrono::days{7}};
  std::size_t message_max_bytes = 64 * 1024;
  double messages_per_second = 20;  // of one client; a screen sends two a minute
  double messages_at_once = 60;
  std::size_t channels_max = 16;  // per connection
  int per_address = 1000;         // connections; a large office behind one router
  // After a restart all screens reconnect within seconds. An upgrade costs about 0.2 ms of
  // processor time, so that those already connected are not delayed.
  double upgrades_per_second = 2000;
  double upgrades_at_once = 1000;
  // On shutdown, clients are told to reconnect at this rate.
  double reconnects_per_second = 1000;
};

// The live protocol, implemented by the layer above. All functions are called on shard threads.
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
