#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "core/boards/board.hpp"
#include "core/events/event.hpp"

namespace dealbell::wire {

// The live protocol, dealbell.v1: PROTOCOL.md, as texts. Pure functions, any thread.

// What a client said. `seen` is Kind::ignore.
struct ClientMessage {
  enum Kind { hello, subscribe, unsubscribe, resync, ignore } kind = ignore;
  struct Subscription {
    std::string board;
    std::string epoch;      // empty: none yet
    std::int64_t rev = -1;  // -1: none yet
  };
  std::vector<Subscription> subscriptions;  // exactly one, but for hello
};

// Far above what a hub grants to one connection; only a bound.
constexpr std::size_t wishes_max = 256;

// Unknown fields are ignored; an unknown message type is Errc::unknown_type.
Result<ClientMessage> parse_client_message(std::string_view text);

// Every event up to (log, seq) is in the frame; `at` is the node's clock when it was made.
struct TimedPosition {
  std::int64_t log = 1;
  Seq seq = 0;
  Instant at;
};

// One version of a node's view of a board.
struct BoardVersion {
  std::string_view board;
  std::string_view epoch;
  std::int64_t rev = 0;
};

std::string write_welcome(std::string_view build, std::chrono::milliseconds beat_every, Instant now,
                          std::span<const std::string> denied);
std::string write_snapshot(const BoardVersion& version, const TimedPosition& position,
                           const core::Board& board);
// Takes a reader from `from` to version.rev.
std::string write_delta(const BoardVersion& version, std::int64_t from, const TimedPosition& position,
                        const core::BoardDelta& delta);

// When a source was last heard of, and how it is.
struct SourceState {
  std::string name;
  Instant last;
  std::string state = "ok";
};
// `unshared_since`: since when what other nodes took may be missing here; none when nothing is.
std::string write_beat(const TimedPosition& position, std::span<const BoardVersion> boards,
                       std::span<const SourceState> sources, std::optional<Instant> unshared_since);
std::string write_drain(std::chrono::milliseconds reconnect_in);

}  // namespace dealbell::wire
