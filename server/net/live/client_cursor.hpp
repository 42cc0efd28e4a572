#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "net/live/close_code.hpp"
#include "net/live/hub.hpp"
#include "net/live/latest_publication.hpp"

namespace dealbell::net {

// Which version of each subscribed channel one client has, and what to send it next. A cursor, not
// a queue: next() compares with the newest publication, so a slow client needs no memory and skips
// versions. Pure: no socket, no clock. One thread.
class ClientCursor {
 public:
  ClientCursor(const LiveProtocol& protocol, Form form)
      : protocol_(protocol), form_(form) {}  // `protocol` must outlive this

  // Subscribes without a hello (?board=ID), from the version that the subscription names. If there
  // is no such channel, the connection will be closed.
  void begin_with(ClientMessage::Subscription subscription);

  // Processes a message of the client. Returns a code if the connection must be closed.
  std::optional<CloseCode> take(const ClientMessage& message);

  bool greeted() const { return greeted_; }
  void owe_beat() { beat_due_ = greeted_; }
  // The next actions are this frame, unless it is null, and then the close.
  void end_with(Text last, CloseCode code);

  struct Action {
    Text frame;                      // send this,
    std::optional<CloseCode> close;  // or close with this code; if neither is set, do nothing
  };
  // What to do next. A returned frame counts as sent.
  Action next(LatestPublication& latest, Instant now);

 private:
  using Cursor = ClientMessage::Subscription;
  std::optional<CloseCode> add_or_replace(
      const std::vector<ClientMessage::Subscription>& subscriptions);
  Action welcome(const LatestPublication& latest, Instant now);
  Text update_of(Cursor& cursor, const Version& newest) const;
  Text beat(LatestPublication& latest, Instant now);
  Cursor* cursor_of(std::string_view channel);

  const LiveProtocol& protocol_;
  Form form_;
  std::vector<Cursor> cursors_;  // at most limits.channels_max
  std::size_t first_ = 0;        // whose turn it is, so that a busy channel does not starve others
  bool greeted_ = false;
  bool welcomed_ = false;
  bool strict_ = false;  // subscribed without a hello
  bool beat_due_ = false;
  Text last_;
  std::optional<CloseCode> end_;
};

}  // namespace dealbell::net
