#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "net/close_code.hpp"
#include "net/hub.hpp"
#include "net/newsstand.hpp"

namespace dealbell::net {

// What one client holds of the channels it follows, and what it is owed. A cursor, not a queue:
// asked what to write, it compares with the newest state, so a slow client costs nothing and skips
// versions. Pure: no socket, no clock, one thread.
class Reader {
 public:
  Reader(const LiveProtocol& protocol, Form form)
      : protocol_(protocol), form_(form) {}  // outlives us

  // Subscribes without a hello (?board=ID), resuming where the wish says; a channel that does not
  // exist then closes the connection.
  void begin_with(ClientMessage::Wish wish);

  // What the client said; a code when that ends the connection.
  std::optional<CloseCode> take(const ClientMessage& message);

  bool greeted() const { return greeted_; }
  void owe_beat() { beat_due_ = greeted_; }
  // From now on only this frame (or none) and then the close.
  void end_with(Text last, CloseCode code);

  struct Order {
    Text frame;                      // finished bytes: write them now, or
    std::optional<CloseCode> close;  // close with this, or neither: nothing to do
  };
  // The next thing to do. Taking the frame counts as having sent it.
  Order next(Newsstand& newsstand, Instant now);

 private:
  using Cursor = ClientMessage::Wish;
  std::optional<CloseCode> follow(const std::vector<ClientMessage::Wish>& wishes);
  Order welcome(const Newsstand& newsstand, Instant now);
  Text news(Cursor& cursor, const Version& newest) const;
  Text beat(Newsstand& newsstand, Instant now);
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
