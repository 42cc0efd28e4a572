#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "net/live/close_code.hpp"
#include "net/live/hub.hpp"
#include "net/live/latest_publication.hpp"

namespace dealbell::net {

// What one client holds of the channels it follows, and what it is owed. A cursor, not a queue:
// asked what to write, it compares with the newest state, so a slow client costs nothing and skips
// versions. Pure: no socket, no clock, one thread.
class ClientCursor {
 public:
  ClientCursor(const LiveProtocol& protocol, Form form)
      : protocol_(protocol), form_(form) {}  // outlives us

  // Subscribes without a hello (?board=ID), resuming where the subscription says; a channel that
  // does not exist then closes the connection.
  void begin_with(ClientMessage::Subscription subscription);

  // What the client said; a code when that ends the connection.
  std::optional<CloseCode> take(const ClientMessage& message);

  bool greeted() const { return greeted_; }
  void owe_beat() { beat_due_ = greeted_; }
  // From now on only this frame (or none) and then the close.
  void end_with(Text last, CloseCode code);

  struct Action {
    Text frame;                      // finished bytes: write them now, or
    std::optional<CloseCode> close;  // close with this, or neither: nothing to do
  };
  // The next thing to do. Taking the frame counts as having sent it.
  Action next(LatestPublication& latest, Instant now);

 private:
  using Cursor = ClientMessage::Subscription;
  std::optional<CloseCode> follow(const std::vector<ClientMessage::Subscription>& subscriptions);
  Action welcome(const LatestPublication& latest, Instant now);
  Text news(Cursor& cursor, const Version& newest) const;
  Text beat(LatestPublication& latest, Instant now);
  Cursor* cursor_of(std::string_view channel);

  const LiveProtocol& protocol_;
  Form form_;
  std::vector<Cursor> cursors_;  // at most limits.channels_max
  std::size_t first_ = 0;        // whose turn it is, so that a busy channel starves no other
  bool greeted_ = false;
  bool welcomed_ = false;
  bool strict_ = false;  // begun with a channel instead of a hello
  bool beat_due_ = false;
  Text last_;
  std::optional<CloseCode> end_;
};

}  // namespace dealbell::net
