#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/log_position.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "core/boards/board.hpp"

namespace dealbell::wire {

// Texts of the live protocol dealbell.v1, see PROTOCOL.md. Pure functions, any thread.

// A message from a client. `seen` is Kind::ignore.
struct ClientMessage {
  enum Kind { hello, subscribe, unsubscribe, resync, ignore } kind = ignore;
  struct Subscription {
    std::string board;
    std::string epoch;      // empty: none yet
    std::int64_t rev = -1;  // -1: none yet
  };
  std::vector<Subscription> subscriptions;  // exactly one, except in hello
};

// Far more than a hub allows for one connection; only a bound.
constexpr std::size_t subscriptions_max = 256;

// Unknown fields are ignored; an unknown message type is Errc::unknown_type.
Result<ClientMessage> parse_client_message(std::string_view text);

// One version of a board as one node shows it.
struct BoardVersion {
  std::string_view board;
  std::string_view epoch;
  std::int64_t rev = 0;
};

std::string write_welcome(std::string_view build, std::chrono::milliseconds beat_every, Instant now,
                          std::span<const std::string> denied);
// Frames contain every event up to their position.
std::string write_snapshot(const BoardVersion& version, const TimedPosition& position,
                           const core::Board& board);
// Brings a client from rev `from` to version.rev.
std::string write_delta(const BoardVersion& version, std::int64_t from,
                        const TimedPosition& position, const core::BoardDelta& delta);

// When a source last sent a delivery, and its state.
struct SourceState {
  std::string name;
  Instant last;
  std::string state = "ok";
};
// `unshared_since`: since when events of other nodes may be missing here; nullopt if none are.
std::string write_beat(const TimedPosition& position, std::span<const BoardVersion> boards,
                       std::span<const SourceState> sources, std::optional<Instant> unshared_since);
std::string write_drain(std::chrono::milliseconds reconnect_in);

}  // namespace dealbell::wire
